import type { AccountDb, Sql } from '../../app/db.ts';
import { objectShapes } from '../object-shapes.ts';
import {
  firstStale,
  movedRecords,
  queueChildren,
  queueRecords,
  readByOthers,
  staleByMoves,
  staleByWrites,
  type StaleRecord,
} from '../queries/stale-values.ts';
import { computationOf } from '../rules/computed.ts';

/** Records whose computed values are out of date: few, to be worked out at once. */
export interface Affected {
  objectId: number;
  records: readonly StaleRecord[];
}

/** So many records of one object are worked out in the transaction that affects them; more of them wait in the queue. */
export const AT_ONCE = 200;

/** What rests upon the set that was just written. Formulas that read it through a pointer, and roll-ups of many, are queued here. */
export async function noteAffected(db: AccountDb, objectId: number): Promise<Affected[]> {
  const { rollups, readers } = computationOf(await objectShapes(db)).dependentsOf(objectId);
  for (const reader of readers) await queueChildren(db, reader, readByOthers(db, objectId, reader));
  const affected: Affected[] = [];
  for (const rollup of rollups) affected.push(...(await fewOf(db, rollup.objectId, staleByWrites(db, objectId, rollup))));
  return affected;
}

/** What rests upon records that go into the bin, come out of it or are removed for good; who comes back is worked out as well. */
export async function noteMoved(db: AccountDb, moved: { objectId: number; ids: readonly number[] }, isBack: boolean): Promise<Affected[]> {
  const computation = computationOf(await objectShapes(db));
  const { rollups, readers } = computation.dependentsOf(moved.objectId);
  for (const reader of readers) await queueChildren(db, reader, movedRecords(db, moved));
  const affected: Affected[] = [];
  for (const rollup of rollups) affected.push(...(await fewOf(db, rollup.objectId, staleByMoves(db, moved, rollup))));
  const isWorkedOut = computation.formulasOf(moved.objectId).length + computation.rollupsOf(moved.objectId).length > 0;
  if (isBack && isWorkedOut) affected.push(...(await fewOf(db, moved.objectId, movedRecords(db, moved))));
  return affected;
}

async function fewOf(db: AccountDb, objectId: number, stale: Sql): Promise<Affected[]> {
  const records = await firstStale(db, stale, AT_ONCE);
  if (records.length === 0) return [];
  if (records.length <= AT_ONCE) return [{ objectId, records }];
  await queueRecords(db, objectId, stale);
  return [];
}
