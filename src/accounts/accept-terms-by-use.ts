import type { Database } from '../app/db.ts';
import { installationSettings } from './installation-settings.ts';
import { hasAccepted } from './queries/identity.ts';
import { isOperatorRow } from './queries/installation.ts';
import { accountsOfIdentity } from './queries/users.ts';
import { recordAcceptance } from './record-acceptance.ts';

/**
 * Whoever signs in after the terms have changed goes on under the new ones: keeps that, once a version and person, in every account
 * they have a seat in. Nothing where no terms hold: on an installation for one company, and for its operator.
 */
export async function acceptTermsByUse(database: Database, identityId: string, ip: string): Promise<void> {
  const { hosting, termsVersion, minimumAge } = await installationSettings(database);
  if (hosting !== 'hosts') return;
  const seats = await database.system(async (db) => {
    const isBound = !(await isOperatorRow(db, identityId)) && !(await hasAccepted(db, identityId, termsVersion));
    return isBound ? accountsOfIdentity(db, identityId) : [];
  });
  const at = database.clock.now();
  for (const { account_id, user_id } of seats) {
    await database.account(account_id, (db) =>
      recordAcceptance(db, { identityId, userId: user_id, version: termsVersion, minimumAge, how: 'continued-use', at, ip }),
    );
  }
}
