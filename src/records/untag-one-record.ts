import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { untagRecords } from './untag-records.ts';

/** Takes a tag off a record that somebody may edit. */
export async function untagOneRecord(
  db: AccountDb,
  actor: Actor,
  { viewer, record, tagId }: { viewer: Viewer; record: RecordId; tagId: number },
): Promise<void> {
  await recordFor(db, viewer, 'edit', record);
  await untagRecords(db, actor, { objectId: record.objectId, recordIds: [record.id], tagId });
}
