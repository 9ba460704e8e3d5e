import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { deleteRecords } from './delete-records.ts';
import { recordFor, type RecordId } from './record-for.ts';

/** Puts one record into the bin for somebody. Refuses `not_found` and `not_allowed`. */
export async function discardRecord(db: AccountDb, actor: Actor, { viewer, record }: { viewer: Viewer; record: RecordId }): Promise<void> {
  await recordFor(db, viewer, 'delete', record);
  await deleteRecords(db, actor, { objectId: record.objectId, recordIds: [record.id] });
}
