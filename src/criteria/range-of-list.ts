import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import { orderedList } from './ordered-list.ts';
import { cursorOfRecord, idsBetween } from './queries/places.ts';
import { limitTime } from './queries/limit-time.ts';
import type { Which } from './which.ts';

const LONGEST = 20_000;

/**
 * The ids of all records from one to another in the list's order, whether anybody has seen them or not: what choosing a range means.
 * Refuses `not_found` when one of the two is not in the list, and `range_too_long`.
 */
export async function rangeOfList(
  db: AccountDb,
  which: Which,
  asked: { sort?: string | undefined; from: number; to: number },
): Promise<number[]> {
  const list = await orderedList(db, which, asked.sort);
  await limitTime(db);
  const from = await cursorOfRecord(db, list, asked.from);
  const to = await cursorOfRecord(db, list, asked.to);
  if (!from || !to) throw notFound('record');
  const ids = await idsBetween(db, list, { from, to, limit: LONGEST });
  if (ids.length > LONGEST) {
    const most = LONGEST.toLocaleString('en');
    throw new Problem('range_too_long', `A range can hold at most ${most} records. Choose all instead, and take out what you do not want.`);
  }
  return ids;
}
