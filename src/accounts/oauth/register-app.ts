import { randomBytes } from 'node:crypto';
import type { AccountDb, Database } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { appRegistered } from '../events.ts';
import { limitTries } from '../identity/limits.ts';
import { hashOf, newToken } from '../identity/tokens.ts';
import { insertApp } from '../queries/apps.ts';
import type { NewApp, Registration } from '../rules/apps.ts';

export interface RegisteredApp {
  clientId: string;
  /** Shown now and never again; undefined for an app that cannot keep one. */
  secret: string | undefined;
  createdAt: Date;
}

const newIdentity = (isConfidential: boolean) => {
  const secret = isConfidential ? newSecretOfApp() : undefined;
  return { clientId: `app_${randomBytes(15).toString('base64url')}`, secret, secretHash: secret === undefined ? null : hashOf(secret) };
};

export const newSecretOfApp = (): string => `qss_${newToken()}`;

/** Makes an app known that people of this account wrote; others may let it into their accounts too. */
export async function registerApp(db: AccountDb, actor: Actor, app: NewApp): Promise<RegisteredApp> {
  const { clientId, secret, secretHash } = newIdentity(app.isConfidential);
  await insertApp(db, {
    client_id: clientId,
    account_id: db.accountId,
    name: app.name,
    home_page: app.homePage,
    redirect_uris: app.redirectUris,
    secret_hash: secretHash,
    created_at: db.now,
  });
  await recordEvent(db, actor, { kind: appRegistered, data: { clientId } });
  return { clientId, secret, createdAt: db.now };
}

/** Lets an app register itself (RFC 7591). Refuses with `too_many_requests` one network address that registers many. */
export async function registerItself(database: Database, ip: string, app: Registration): Promise<RegisteredApp> {
  await limitTries(database, 'app', { ip });
  const { clientId, secret, secretHash } = newIdentity(app.token_endpoint_auth_method !== 'none');
  const createdAt = database.clock.now();
  await database.system((db) =>
    insertApp(db, {
      client_id: clientId,
      account_id: null,
      name: app.client_name,
      home_page: app.client_uri ?? null,
      redirect_uris: app.redirect_uris,
      secret_hash: secretHash,
      created_at: createdAt,
    }),
  );
  return { clientId, secret, createdAt };
}
