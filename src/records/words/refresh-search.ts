import type { AccountDb, Database } from '../../app/db.ts';
import { objectShapes } from '../object-shapes.ts';
import { endRefresh, lockWords, moveRefresh, refreshAtHand, refreshNext } from '../queries/word-book.ts';

const BATCH = 2_000;

/**
 * Goes through the next records of an account whose search words are to be made anew, a bounded set in one transaction; what was written in
 * the meantime is right already and stays. Gives how much it did, 0 when nothing was left.
 */
export async function refreshSearch(database: Database, accountId: number): Promise<number> {
  return database.account(accountId, async (db) => {
    const refresh = await refreshAtHand(db);
    if (!refresh) return 0;
    await refreshObject(db, refresh.object_id, refresh.after_id);
    return BATCH;
  });
}

async function refreshObject(db: AccountDb, objectId: number, after: number): Promise<void> {
  const shape = (await objectShapes(db)).find(({ id }) => id === objectId);
  if (shape) await lockWords(db);
  const last = shape ? await refreshNext(db, shape, { after, limit: BATCH }) : null;
  await (last === null ? endRefresh(db, objectId) : moveRefresh(db, objectId, last));
}
