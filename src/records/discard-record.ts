import type { AccountDb } from '../app/db.ts';
import { refuseUnlessVersion } from '../app/conditions.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { deleteRecords } from './delete-records.ts';
import { lockedVersion } from './queries/records.ts';
import { recordFor, type RecordId } from './record-for.ts';

/** Puts one record into the bin for somebody. Refuses `not_found`, `not_allowed`, and `changed_meanwhile` where another version stands than was meant. */
export async function discardRecord(
  db: AccountDb,
  actor: Actor,
  { viewer, record, versionMeant }: { viewer: Viewer; record: RecordId; versionMeant?: number | undefined },
): Promise<void> {
  await recordFor(db, viewer, 'delete', record);
  if (versionMeant !== undefined) refuseUnlessVersion(versionMeant, await lockedVersion(db, record.objectId, record.id));
  await deleteRecords(db, actor, { objectId: record.objectId, recordIds: [record.id] });
}
