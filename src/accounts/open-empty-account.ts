import type { AccountDb, Database } from '../app/db.ts';
import { personWithAddress } from './identity/people.ts';
import { clockOffset, openAccount, updateClockOffset } from './queries/accounts.ts';

/** How far the account's clock is ahead of real time. */
export const clockAhead = (db: AccountDb): Promise<number> => clockOffset(db);

/** Sets the clock of an account that is just being made of an archive. */
export const setClockAhead = (db: AccountDb, offsetMs: number): Promise<void> => updateClockOffset(db, offsetMs);

/** Numbers an account that has nothing in it yet, not even its own row: who asked for it writes everything, in one transaction. */
export async function openEmptyAccount(database: Database): Promise<number> {
  return database.system(openAccount);
}

/**
 * The identities of people by their addresses; who has none gets one without a password, and chooses it by “Forgot password”, which proves
 * the address.
 */
export async function identitiesOf(database: Database, people: readonly { email: string; name: string }[]): Promise<Map<string, string>> {
  const identities = new Map<string, string>();
  for (const { email, name } of people) {
    const address = email.toLowerCase();
    if (!identities.has(address)) identities.set(address, await personWithAddress(database, { email: address, name }));
  }
  return identities;
}
