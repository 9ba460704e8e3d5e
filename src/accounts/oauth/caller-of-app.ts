import type { AccountDb, Database } from '../../app/db.ts';
import type { Caller } from '../../app/http.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { hashOf } from '../identity/tokens.ts';
import { nobodyWithoutAccount } from '../keys/nobody-without-account.ts';
import { grantWithSeat, touchGrant } from '../queries/grants.ts';
import { viewerOfSeat } from '../viewer-of.ts';
import { accountOfAppToken } from './give-tokens.ts';

/** Who calls with an app's access token: the app, with what its user let it do. Refuses with `token_invalid`. */
export async function callerOfApp(database: Database, token: string): Promise<Caller> {
  const accountId = accountOfAppToken(token);
  const found = await nobodyWithoutAccount(database.account(accountId, (db) => grantUsed(db, token)));
  if (!found) {
    throw new Problem('token_invalid', 'The access token is not right, older than an hour, or its user has ended it. Refresh it.', {
      status: 401,
    });
  }
  return {
    identity: { id: '', sessionId: '', email: found.email, isOperator: false },
    byCookie: false,
    seat: { accountId, actor: { type: 'app', id: String(found.grant_id), scopes: found.scopes }, viewer: viewerOfSeat(found) },
    scopes: new Set(found.scopes),
    callsPerMinute: found.calls_per_minute,
  };
}

async function grantUsed(db: AccountDb, token: string) {
  const found = await grantWithSeat(db, hashOf(token));
  if (found?.stale) await touchGrant(db, found.grant_id);
  return found;
}
