import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShapes } from './object-shapes.ts';
import { recordsByIds, type RecordRow } from './queries/records.ts';
import { pointersOf } from './queries/related-values.ts';
import { reaches, visibleFields } from './rules/rights.ts';
import { storedValue } from './rules/stored-value.ts';
import type { FieldShape, ObjectShape, Value } from './schema.ts';

/** A field of the records that a parent field of these records points to. */
export interface RelatedRequest {
  objectId: number;
  parentFieldId: number;
  fieldId: number;
  recordIds: readonly number[];
}

export interface RelatedValues {
  /** The field of the related records; undefined where it is gone or the viewer may not see it. */
  field: FieldShape | undefined;
  /** By the id of the pointing record; blank values, and those of records that the viewer may not see, are left out. */
  values: ReadonlyMap<number, Value>;
}

/**
 * The values of fields of related records, for sets of records, in the order of the requests: read through the parent fields with the
 * viewer's rights. That the viewer may see the pointing records is the asker's to know.
 */
export async function relatedValues(db: AccountDb, viewer: Viewer, requests: readonly RelatedRequest[]): Promise<RelatedValues[]> {
  const shapes = await objectShapes(db);
  const asked = requests.map((request) => ({ request, ...fieldsOf(shapes, viewer, request) }));
  const pointers = await pointersOf(
    db,
    asked.filter(({ field }) => field !== undefined).map(({ request }) => request),
  );
  const records = await visibleRecords(
    db,
    viewer,
    asked.flatMap(({ request, field, parentObjectId }) =>
      field === undefined ? [] : [{ objectId: parentObjectId!, ids: pointers.of(request).map(({ parentId }) => parentId) }],
    ),
  );
  return asked.map(({ request, field, parentObjectId }) => {
    const values = new Map<number, Value>();
    for (const { recordId, parentId } of field === undefined ? [] : pointers.of(request)) {
      const record = records.get(`${parentObjectId}:${parentId}`);
      const value = record && storedValue(field!, record);
      if (value !== undefined && value !== null) values.set(recordId, value);
    }
    return { field, values };
  });
}

function fieldsOf(
  shapes: readonly ObjectShape[],
  viewer: Viewer,
  { objectId, parentFieldId, fieldId }: RelatedRequest,
): { field: FieldShape | undefined; parentObjectId: number | null } {
  const shape = shapes.find(({ id }) => id === objectId);
  const pointing = shape && visibleFields(viewer, shape).find(({ id, type }) => id === parentFieldId && type === 'parent');
  const parent = pointing && shapes.find(({ id }) => id === pointing.parentObjectId);
  const field = parent && visibleFields(viewer, parent).find(({ id }) => id === fieldId);
  return { field, parentObjectId: parent?.id ?? null };
}

async function visibleRecords(
  db: AccountDb,
  viewer: Viewer,
  asked: readonly { objectId: number; ids: readonly number[] }[],
): Promise<ReadonlyMap<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  for (const [objectId, parts] of Map.groupBy(asked, (part) => part.objectId)) {
    const ids = [...new Set(parts.flatMap((part) => part.ids))];
    const rows = ids.length === 0 ? [] : await recordsByIds(db, objectId, ids);
    const { view } = viewer.on(objectId);
    for (const row of rows) if (reaches(viewer, view, row.owner_id)) found.set(`${objectId}:${row.id}`, row);
  }
  return found;
}
