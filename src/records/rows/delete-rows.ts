import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { deleteRecords } from '../delete-records.ts';
import { objectShape } from '../object-shapes.ts';
import { recordsByIds } from '../queries/records.ts';
import { lockRecords } from '../queries/sets.ts';
import { reaches } from '../rules/rights.ts';
import { refusedRow, type RowResult } from './row-result.ts';

/** Puts records into the bin and gives what became of each, in the order of their ids as given. Those out of reach are left out. */
export async function deleteRows(
  db: AccountDb,
  actor: Actor,
  { viewer, objectId, recordIds }: { viewer: Viewer; objectId: number; recordIds: readonly number[] },
): Promise<RowResult[]> {
  const { id, singular } = await objectShape(db, objectId);
  const rights = viewer.on(id);
  if (rights.view === 'none') throw notFound('object');
  const asked = [...new Set(recordIds)];
  await lockRecords(db, id, asked);
  const standing = new Map((await recordsByIds(db, id, asked)).map((record) => [record.id, record]));
  const results = asked.map((recordId): RowResult => {
    const record = standing.get(recordId);
    if (!record || !reaches(viewer, rights.view, record.owner_id)) return refusedRow(recordId, notFound('record'));
    if (!reaches(viewer, rights.delete, record.owner_id)) return refusedRow(recordId, notAllowed(`delete this ${singular.toLowerCase()}`));
    return { status: 'deleted', id: recordId };
  });
  const gone = results.flatMap((result) => (result.status === 'deleted' ? [result.id] : []));
  if (gone.length > 0) await deleteRecords(db, actor, { objectId: id, recordIds: gone });
  return results;
}
