import type { AccountDb, Database } from '../../app/db.ts';
import { recordEvent } from '../../ledger/index.ts';
import { appTokenReused } from '../events.ts';
import { hashOf } from '../identity/tokens.ts';
import { nobodyWithoutAccount } from '../keys/nobody-without-account.ts';
import { accountRow } from '../queries/accounts.ts';
import type { AppRow } from '../queries/apps.ts';
import { lockedGrant, lockedToken, markTokenUsed, type GrantRow } from '../queries/grants.ts';
import { endGrant } from './end-grant.ts';
import { accountOfAppToken, giveTokens, type Tokens } from './give-tokens.ts';
import { OAuthRefusal } from './oauth-refusal.ts';

interface Asked {
  app: AppRow;
  token: string;
  scopes: readonly string[];
}

/**
 * Gives an app a new pair of tokens for a refresh token, which is good once. A second use ends the grant and tells its user and the owner, since somebody
 * else has the token. Refuses with `invalid_grant`, and with `invalid_scope` more than was given.
 */
export async function refreshTokens(database: Database, { app, token, scopes }: Asked): Promise<Tokens> {
  const accountId = accountOfAppToken(token);
  const found = await nobodyWithoutAccount(database.account(accountId, (db) => refreshed(db, { app, token, scopes })));
  if (found === 'too_much') throw new OAuthRefusal('invalid_scope', 'A refresh gives no more than what was allowed.');
  if (!found) throw new OAuthRefusal('invalid_grant', 'The refresh token is not right, has been used or has ended. Ask the person again.');
  return found;
}

/** Undefined for a refusal, which must not undo the end of a grant. */
async function refreshed(db: AccountDb, { app, token, scopes }: Asked): Promise<Tokens | 'too_much' | undefined> {
  const hash = hashOf(token);
  const row = await lockedToken(db, hash);
  if (row?.kind !== 'refresh') return undefined;
  const grant = await lockedGrant(db, row.grant_id);
  if (!grant || grant.client_id !== app.client_id) return undefined;
  if (row.used_at !== null) {
    await endReused(db, grant);
    return undefined;
  }
  if (row.expires_at <= db.now) return undefined;
  if (scopes.some((scope) => !grant.scopes.includes(scope))) return 'too_much';
  await markTokenUsed(db, hash);
  return giveTokens(db, grant);
}

async function endReused(db: AccountDb, grant: GrantRow): Promise<void> {
  const { owner_user_id: owner } = await accountRow(db);
  const userIds = [...new Set([grant.user_id, ...(owner === null ? [] : [owner])])];
  const actor = { type: 'app' as const, id: String(grant.id) };
  const subject = { type: 'app_grant', id: grant.id };
  const causeId = await recordEvent(db, actor, { kind: appTokenReused, subject, data: { userIds } });
  await endGrant(db, { ...actor, causeId }, { id: grant.id, userId: grant.user_id, why: 'reused' });
}
