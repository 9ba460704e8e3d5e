import type { Database } from '../app/db.ts';
import type { Follower } from '../app/kernel/domain.ts';
import { claimBatch, deleteBatch, lockFollower, markBatchFailed } from './queries.ts';

/** So many failed readings, and a batch is set aside for people to look at. */
const ATTEMPTS = 5;

/**
 * Reads the account's next batch for one follower, in the transaction that marks it read: what the follower does happens exactly
 * once. Batches are claimed by being there, never by passing an id or a time, so a transaction that commits late is not skipped.
 * Gives false when there was nothing to read, or somebody else is reading.
 */
export async function followNext(database: Database, accountId: number, follower: Follower): Promise<boolean> {
  let reading: number | undefined;
  try {
    return await database.account(accountId, async (db) => {
      if (!(await lockFollower(db, follower.name))) return false;
      const batch = await claimBatch(db, follower.name);
      if (!batch) return false;
      reading = batch.batch_id;
      await follower.follow(db, batch.batch_id, batch.kinds, (name, count) => database.nextIds(accountId, name, count));
      await deleteBatch(db, follower.name, batch.batch_id);
      return true;
    });
  } catch (error) {
    if (reading === undefined) throw error;
    const failed = reading;
    await database.account(accountId, (db) => markBatchFailed(db, follower.name, failed, ATTEMPTS, (error as Error).message));
    return true;
  }
}
