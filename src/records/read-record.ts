import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { survivorOf } from './queries/merging.ts';
import { namesOfRecords, type RecordName, type RecordRow } from './queries/records.ts';
import { tagsOfRecord } from './queries/tags.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { reaches, visibleFields } from './rules/rights.ts';
import type { FieldShape, Value } from './schema.ts';

export interface SeenRecord {
  record: RecordRow;
  /** The fields the viewer may see. */
  fields: FieldShape[];
  tags: { id: number; name: string; added_at: Date }[];
  /** The names of the records its parent fields point to, where the viewer may see them. */
  parents: RecordName[];
  may: { edit: boolean; delete: boolean };
}

/** A record as somebody may see it; of one that was merged into another, that other. Refuses `not_found`. */
export async function readRecord(db: AccountDb, viewer: Viewer, asked: RecordId): Promise<SeenRecord> {
  const id = { ...asked, id: (await survivorOf(db, asked.objectId, asked.id)) ?? asked.id };
  const record = await recordFor(db, viewer, 'view', id);
  const fields = visibleFields(viewer, await objectShape(db, id.objectId));
  const { edit, delete: remove } = viewer.on(id.objectId);
  return {
    record,
    fields,
    tags: await tagsOfRecord(db, id.objectId, id.id),
    parents: await visibleNames(db, viewer, pointersOf(fields, record.values)),
    may: { edit: reaches(viewer, edit, record.owner_id), delete: reaches(viewer, remove, record.owner_id) },
  };
}

/** The records that parent fields point to. */
export const pointersOf = (fields: readonly FieldShape[], values: Record<string, Value>): { objectId: number; id: number }[] =>
  fields
    .filter(({ type, id }) => type === 'parent' && typeof values[id] === 'number')
    .map(({ parentObjectId, id }) => ({ objectId: parentObjectId!, id: values[id] as number }));

/** The names of those of the records that the viewer may see. */
export async function visibleNames(db: AccountDb, viewer: Viewer, pointers: readonly RecordId[]): Promise<RecordName[]> {
  if (pointers.length === 0) return [];
  const names = await namesOfRecords(db, pointers);
  return names.filter(({ object_id, owner_id }) => reaches(viewer, viewer.on(object_id).view, owner_id));
}
