import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { recordEvent } from '../../ledger/index.ts';
import { appRemoved, appUpdated } from '../events.ts';
import { hashOf } from '../identity/tokens.ts';
import { deleteApp, ownAppRow, updateApp, type AppRow } from '../queries/apps.ts';
import type { AppChanges } from '../rules/apps.ts';
import { endGrantsOfApp } from './end-grant.ts';
import { newSecretOfApp } from './register-app.ts';

/** Changes what an app of this account is called and where it may send people. Refuses with `not_found`. */
export async function changeApp(db: AccountDb, actor: Actor, clientId: string, changes: AppChanges): Promise<AppRow> {
  const before = await ownApp(db, clientId);
  const after = {
    ...before,
    name: changes.name ?? before.name,
    home_page: changes.homePage === undefined ? before.home_page : changes.homePage,
    redirect_uris: changes.redirectUris ?? before.redirect_uris,
  };
  await updateApp(db, after);
  await recordEvent(db, actor, { kind: appUpdated, data: { clientId, changed: Object.keys(changes) } });
  return after;
}

/** Gives an app of this account a new secret; the old one ends at once. Refuses with `not_found` and `app_without_secret`. */
export async function renewAppSecret(db: AccountDb, actor: Actor, clientId: string): Promise<string> {
  const app = await ownApp(db, clientId);
  if (app.secret_hash === null) throw new Problem('app_without_secret', 'This app runs where no secret can be kept, so it has none.');
  const secret = newSecretOfApp();
  await updateApp(db, { ...app, secret_hash: hashOf(secret) });
  await recordEvent(db, actor, { kind: appUpdated, data: { clientId, changed: ['secret'] } });
  return secret;
}

/** Takes an app of this account away: whatever it was allowed, here and in other accounts, ends. Refuses with `not_found`. */
export async function removeApp(db: AccountDb, actor: Actor, clientId: string): Promise<void> {
  await ownApp(db, clientId);
  await endGrantsOfApp(db, actor, clientId);
  await deleteApp(db, clientId);
  await recordEvent(db, actor, { kind: appRemoved, data: { clientId } });
}

async function ownApp(db: AccountDb, clientId: string): Promise<AppRow> {
  const app = await ownAppRow(db, clientId);
  if (!app) throw notFound('app');
  return app;
}
