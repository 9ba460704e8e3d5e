import type { AccountDb, Database } from '../app/db.ts';
import type { EventsToRead, Follower } from '../app/kernel/domain.ts';
import { claimBatches, deleteBatches, lockFollower, markBatchFailed } from './queries/batches.ts';

/** So many failed readings, and a batch is set aside for people to look at. */
const ATTEMPTS = 5;
/** So many small batches are read in one transaction by a follower that can; */
const BATCHES_TOGETHER = 50;
/** and no more than so many events of them. A batch of more is read alone. */
const EVENTS_TOGETHER = 500;

/**
 * Reads the account's next batch for one follower, in the transaction that marks it read: what the follower does happens exactly
 * once. Batches are claimed by being there, never by passing an id or a time, so a transaction that commits late is not skipped.
 * A follower that can reads several small ones at once; where that fails, each is read by itself, up to the one in the way.
 * Gives false when there was nothing to read, or somebody else is reading.
 */
export async function followNext(database: Database, accountId: number, follower: Follower): Promise<boolean> {
  const claimed = await readNext(database, accountId, follower, follower.followSeveral ? BATCHES_TOGETHER : 1);
  if (claimed.isRead || claimed.batches <= 1) return claimed.batches > 0;
  for (let left = claimed.batches; left > 0; left--) if (!(await readNext(database, accountId, follower, 1)).isRead) break;
  return true;
}

/** Reads up to so many batches in one transaction. One that could not be read by itself is noted as failed. */
async function readNext(
  database: Database,
  accountId: number,
  follower: Follower,
  atMost: number,
): Promise<{ isRead: boolean; batches: number }> {
  let claimed: EventsToRead[] = [];
  try {
    await database.account(accountId, async (db) => {
      if (!(await lockFollower(db, follower.name))) return;
      claimed = await claimTogether(db, follower, atMost);
      const [first] = claimed;
      if (!first) return;
      if (claimed.length > 1) await follower.followSeveral!(db, claimed);
      else await follower.follow(db, first.batchId, first.kinds, (name, count) => database.nextIds(accountId, name, count));
      await deleteBatches(
        db,
        follower.name,
        claimed.map(({ batchId }) => batchId),
      );
    });
    return { isRead: claimed.length > 0, batches: claimed.length };
  } catch (error) {
    const [first] = claimed;
    if (!first) throw error;
    if (claimed.length === 1)
      await database.account(accountId, (db) => markBatchFailed(db, follower.name, first.batchId, ATTEMPTS, (error as Error).message));
    return { isRead: false, batches: claimed.length };
  }
}

/** The oldest batch, and those behind it that may be read with it: small ones that have not failed yet. */
async function claimTogether(db: AccountDb, follower: Follower, atMost: number): Promise<EventsToRead[]> {
  const isByCommit = follower.kinds === 'requested';
  const waiting = await claimBatches(db, follower.name, { batches: atMost, countUpTo: EVENTS_TOGETHER + 1, isByCommit });
  let events = 0;
  const end = waiting.findIndex((batch, index) => {
    events += batch.events;
    return index > 0 && (events > EVENTS_TOGETHER || batch.attempts > 0 || waiting[0]!.attempts > 0);
  });
  return waiting.slice(0, end === -1 ? waiting.length : end).map(({ batch_id, kinds }) => ({ batchId: batch_id, kinds }));
}
