import { createAccount, updateAccount } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { enqueueJob } from '../app/jobs.ts';
import { MONTHS } from './rules/school.ts';

const MONTH_MS = 30 * 86_400_000;

export interface SampleOwner {
  identityId: string;
  name: string;
  email: string;
}

/**
 * Puts the sample business beside an account: its sandbox is there at once, its past is lived through in the background. Gives the
 * sandbox's account id.
 */
export async function createSample(database: Database, parentAccountId: number, owner: SampleOwner): Promise<number> {
  const { accountId } = await createAccount(database, {
    name: 'Saltmarsh Sailing School',
    kind: 'sandbox',
    owner,
    parentAccountId,
    timeZone: 'Europe/London',
    currency: 'GBP',
    country: 'GB',
    beginsAt: new Date(database.clock.now().getTime() - MONTHS * MONTH_MS),
    async also(db) {
      await updateAccount(db, system, { postalAddress: 'Saltmarsh Sailing School\n1 The Hard\nSaltmarsh' });
      await enqueueJob(db, 'sample.live-through', { accountId: db.accountId });
    },
  });
  return accountId;
}
