import type { AccountDb, Database } from '../../app/db.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { recordEvent } from '../../ledger/index.ts';
import { appConnected } from '../events.ts';
import { accountOfToken, hashOf } from '../identity/tokens.ts';
import { nobodyWithoutAccount } from '../keys/nobody-without-account.ts';
import type { AppRow } from '../queries/apps.ts';
import { insertGrant, lockedCode, markCodeUsed, type CodeRow } from '../queries/grants.ts';
import { userRow } from '../queries/users.ts';
import { endGrant } from './end-grant.ts';
import { giveTokens, type Tokens } from './give-tokens.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import { isVerifierOf } from './pkce.ts';

interface Asked {
  app: AppRow;
  code: string;
  verifier: string;
  redirectUri: string | undefined;
}

const NOT_RIGHT = 'The code is not right, has been used, or is older than a minute. Ask the person again.';

/**
 * Gives an app its first tokens for a code, once, and makes the grant. Refuses with `invalid_grant`; a code that comes a second time ends what the first
 * use began, since one of the two who had it was not meant to.
 */
export async function exchangeCode(database: Database, asked: Asked): Promise<Tokens> {
  const accountId = accountOfToken(asked.code);
  const ids: NextIds = (name, count) => database.nextIds(accountId, name, count);
  const tokens = await nobodyWithoutAccount(database.account(accountId, (db) => tokensFor(db, ids, asked)));
  if (!tokens) throw new OAuthRefusal('invalid_grant', NOT_RIGHT);
  return tokens;
}

/** Undefined for a refusal, which must not undo what the use of the code has changed. */
async function tokensFor(db: AccountDb, ids: NextIds, asked: Asked): Promise<Tokens | undefined> {
  const { app } = asked;
  const hash = hashOf(asked.code);
  const code = await lockedCode(db, hash);
  if (!code || code.client_id !== app.client_id) return undefined;
  if (code.used_at !== null) {
    if (code.grant_id !== null) await endGrant(db, asApp(code.grant_id), { id: code.grant_id, userId: code.user_id, why: 'reused' });
    return undefined;
  }
  const isRight = isMeant(code, asked, db.now) && (await userRow(db, code.user_id)) !== undefined;
  const grantId = isRight ? await ids('app_grant', 1) : null;
  await markCodeUsed(db, hash, grantId);
  if (grantId === null) return undefined;
  const { user_id: userId, scopes } = code;
  await insertGrant(db, { id: grantId, userId, clientId: app.client_id, appName: app.name, scopes });
  await recordEvent(
    db,
    { type: 'user', id: String(userId) },
    { kind: appConnected, subject: { type: 'app_grant', id: grantId }, data: { userId, clientId: app.client_id, scopes } },
  );
  return giveTokens(db, { id: grantId, scopes });
}

const isMeant = (code: CodeRow, { verifier, redirectUri }: Asked, now: Date): boolean =>
  code.expires_at > now && isVerifierOf(verifier, code.challenge) && (redirectUri === undefined || redirectUri === code.redirect_uri);

const asApp = (grantId: number) => ({ type: 'app' as const, id: String(grantId) });
