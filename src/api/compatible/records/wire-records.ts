import type { AccountDb } from '../../../app/db.ts';
import type { Viewer } from '../../../app/kernel/viewer.ts';
import { listRecords } from '../../../criteria/index.ts';
import { objectShape } from '../../../records/index.ts';
import { presentRecords, type WireRecord } from './present-records.ts';

/** Records as calls read them, for what is told to programs unasked: those that are there and that the viewer may see. */
export async function wireRecords(
  db: AccountDb,
  { viewer, objectId, recordIds }: { viewer: Viewer; objectId: number; recordIds: readonly number[] },
): Promise<Map<number, WireRecord>> {
  const list = await listRecords(db, { objectId, viewer, ids: recordIds }, { sort: 'id', limit: Math.max(1, recordIds.length) });
  const wires = await presentRecords({ db, viewer }, await objectShape(db, objectId), list);
  return new Map(list.records.map(({ id }, place) => [id, wires[place]!]));
}
