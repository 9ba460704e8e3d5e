import type { Database } from '../../app/db.ts';
import { hashOf } from '../identity/tokens.ts';
import { nobodyWithoutAccount } from '../keys/nobody-without-account.ts';
import type { AppRow } from '../queries/apps.ts';
import { deleteToken, lockedGrant, lockedToken } from '../queries/grants.ts';
import { endGrant } from './end-grant.ts';
import { accountOfAppToken } from './give-tokens.ts';

/** Takes an app's token back (RFC 7009): an access token by itself, a refresh token with its whole grant. One that opens nothing is let be. */
export async function revokeToken(database: Database, app: AppRow, token: string): Promise<void> {
  const hash = hashOf(token);
  await nobodyWithoutAccount(
    database.account(accountOfAppToken(token), async (db) => {
      const row = await lockedToken(db, hash);
      const grant = row && (await lockedGrant(db, row.grant_id));
      if (!row || !grant || grant.client_id !== app.client_id) return;
      if (row.kind === 'access') await deleteToken(db, hash);
      else await endGrant(db, { type: 'app', id: String(grant.id) }, { id: grant.id, userId: grant.user_id, why: 'app' });
    }),
  );
}
