import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { ensureTag } from './ensure-tag.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { tagRecords } from './tag-records.ts';

/** Adds a tag by its name to a record that somebody may edit. Gives the tag's id. */
export async function tagOneRecord(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, record, tag }: { viewer: Viewer; ids: NextIds; record: RecordId; tag: string },
): Promise<number> {
  await recordFor(db, viewer, 'edit', record);
  const tagId = await ensureTag(db, ids, record.objectId, tag);
  await tagRecords(db, actor, { objectId: record.objectId, recordIds: [record.id], tagId });
  return tagId;
}
