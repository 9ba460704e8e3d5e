import type { Database } from '../app/db.ts';
import { eraseRecords } from './erase-records.ts';
import { accountsWithDueBin, dueInBin } from './queries/bin.ts';

/** How long a deleted record can be restored. */
export const BIN_DAYS = 30;
const AT_ONCE = 500;

/** Removes for good what has lain in the bins of all accounts for 30 days, some records a transaction. */
export async function emptyBin(database: Database, stopping: AbortSignal): Promise<void> {
  for (const accountId of await accountsWithDueBin(database, database.clock.now(), BIN_DAYS)) {
    for (let more = true; more && !stopping.aborted;) {
      more = await database.account(accountId, async (db) => {
        const due = await dueInBin(db, new Date(db.now.getTime() - BIN_DAYS * 86_400_000), AT_ONCE);
        if (due) await eraseRecords(db, { objectId: due.object_id, recordIds: due.ids, keepsMerged: true });
        return due !== undefined;
      });
    }
  }
}
