import type { AccountDb } from '../../app/db.ts';
import { invalid, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { objectShape } from '../object-shapes.ts';
import { countLinks, linkedNames, pageOfLinks } from '../queries/links.ts';
import { withinReach } from '../queries/records.ts';
import { recordFor, type RecordId } from '../record-for.ts';
import { linksBetween } from '../rules/links.ts';
import { visibleFields } from '../rules/rights.ts';
import type { FieldShape } from '../schema.ts';

export interface RelatedPage {
  objectId: number;
  count: number;
  records: { id: number; name: string; addedAt: Date }[];
  /** Where the next page begins; null when this is the last. */
  cursor: string | null;
}

/** The records related to one by a relation field, by name, as far as the viewer may see them. Refuses `not_found`. */
export async function listRelated(
  db: AccountDb,
  viewer: Viewer,
  asked: RecordId & { fieldId: number; cursor?: string | undefined; limit: number },
): Promise<RelatedPage> {
  await recordFor(db, viewer, 'view', asked);
  const field = await relationFor(db, viewer, asked);
  const otherObjectId = field.settings.objectId!;
  const reach = withinReach(viewer, viewer.on(otherObjectId).view);
  const of = { links: linksBetween({ objectId: asked.objectId, field, otherObjectId }), otherObjectId, recordId: asked.id, reach };
  const rows = await pageOfLinks(db, { ...of, after: placeOf(asked.cursor), limit: asked.limit + 1 });
  const last = rows.length > asked.limit ? rows[asked.limit - 1] : undefined;
  return {
    objectId: otherObjectId,
    count: await countLinks(db, of),
    records: rows.slice(0, asked.limit).map(({ id, name, added_at }) => ({ id, name, addedAt: added_at })),
    cursor: last ? Buffer.from(JSON.stringify([last.name_key, last.id])).toString('base64url') : null,
  };
}

/** A relation field of the record's object that the viewer may see, of an object they may see. Refuses `not_found`. */
export async function relationFor(
  db: AccountDb,
  viewer: Viewer,
  { objectId, fieldId }: { objectId: number; fieldId: number },
): Promise<FieldShape> {
  const field = visibleFields(viewer, await objectShape(db, objectId)).find(({ id, type }) => id === fieldId && type === 'relation');
  if (!field || viewer.on(field.settings.objectId!).view === 'none') throw notFound('relation');
  return field;
}

/**
 * What each of a set of records is related with by one relation field, by name, as far as the viewer may see it; nothing where they may not
 * see the field or its records. That the viewer may see the records of the set is the asker's to know.
 */
export async function relatedNames(
  db: AccountDb,
  viewer: Viewer,
  { objectId, fieldId, recordIds }: { objectId: number; fieldId: number; recordIds: readonly number[] },
): Promise<ReadonlyMap<number, { id: number; name: string }[]>> {
  const field = visibleFields(viewer, await objectShape(db, objectId)).find(({ id, type }) => id === fieldId && type === 'relation');
  const otherObjectId = field?.settings.objectId;
  if (!field || otherObjectId === undefined || viewer.on(otherObjectId).view === 'none') return new Map();
  const reach = withinReach(viewer, viewer.on(otherObjectId).view);
  const rows = await linkedNames(db, { links: linksBetween({ objectId, field, otherObjectId }), otherObjectId, recordIds, reach });
  const names = new Map<number, { id: number; name: string }[]>();
  for (const { record_id, id, name } of rows) names.set(record_id, [...(names.get(record_id) ?? []), { id, name }]);
  return names;
}

function placeOf(cursor: string | undefined): { key: string; id: number } | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof key === 'string' && Number.isSafeInteger(id)) return { key, id: id as number };
  } catch {
    // Whatever else it is, it is no cursor.
  }
  throw invalid('cursor', 'This is no place in the list. Begin from the start.');
}
