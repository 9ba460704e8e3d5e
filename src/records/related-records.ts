import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape, objectShapes } from './object-shapes.ts';
import { childrenOf } from './queries/records.ts';
import { recordFor, type RecordId } from './record-for.ts';
import { listRelated } from './relations/list-related.ts';
import { visibleFields } from './rules/rights.ts';

const SHOWN = 10;

export interface Relation {
  objectId: number;
  fieldId: number;
  label: string;
  /** Whether it is a relation of many to many, whose field is this record's own; else a field of theirs points here. */
  isLinked: boolean;
  count: number;
  /** The first by name. */
  records: { id: number; name: string }[];
}

/** The records that point to this one or are related with it, by object and field, as far as the viewer may see them. Refuses `not_found`. */
export async function relatedRecords(db: AccountDb, viewer: Viewer, record: RecordId): Promise<Relation[]> {
  await recordFor(db, viewer, 'view', record);
  const relations: Relation[] = [];
  for (const shape of await objectShapes(db)) {
    if (viewer.on(shape.id).view === 'none') continue;
    const fields = visibleFields(viewer, shape).filter(
      ({ type, parentObjectId }) => type === 'parent' && parentObjectId === record.objectId,
    );
    for (const field of fields) {
      const children = await childrenOf(db, { objectId: shape.id, fieldId: field.id, parentId: record.id }, viewer, SHOWN);
      relations.push({ objectId: shape.id, fieldId: field.id, label: field.label, isLinked: false, ...children });
    }
  }
  for (const field of visibleFields(viewer, await objectShape(db, record.objectId)).filter(({ type }) => type === 'relation')) {
    if (viewer.on(field.settings.objectId!).view === 'none') continue;
    const { objectId, count, records } = await listRelated(db, viewer, { ...record, fieldId: field.id, limit: SHOWN });
    relations.push({
      objectId,
      fieldId: field.id,
      label: field.label,
      isLinked: true,
      count,
      records: records.map(({ id, name }) => ({ id, name })),
    });
  }
  return relations;
}
