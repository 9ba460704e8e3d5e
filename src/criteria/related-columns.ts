import type { AccountDb } from '../app/db.ts';
import { fieldsOfRecords, namesOfRecords, type RecordRow } from './queries/reading.ts';
import { viewerPredicate } from './rules/compile.ts';
import { isHidden, type CriteriaContext, type FieldShape } from './rules/context.ts';

/** A column from a related record: a field of the record that a parent field points to. Named `7.12` in addresses. */
export interface RelatedColumn {
  parentField: number;
  field: number;
}

export const relatedName = ({ parentField, field }: RelatedColumn): string => `${parentField}.${field}`;

export interface ParentName {
  object_id: number;
  id: number;
  name: string;
}

export interface RelatedColumns {
  columns: { name: string; field: FieldShape; label: string }[];
  /** By column, then by the id of the related record. */
  byColumn: ReadonlyMap<string, ReadonlyMap<number, unknown>>;
  /** The names their parent fields point to. */
  parents: ParentName[];
}

/**
 * The values of columns from related records, one statement for each parent field. What the viewer may not see (the parent field, the
 * related record, the section of its field) and what no longer exists is blank, never refused: a kept list still opens.
 */
export async function relatedColumns(
  db: AccountDb,
  context: CriteriaContext,
  asked: readonly RelatedColumn[],
  records: readonly Pick<RecordRow, 'values'>[],
): Promise<RelatedColumns> {
  const columns = asked.flatMap((column) => readableColumn(context, column));
  const byColumn = new Map<string, Map<number, unknown>>();
  const parents: ParentName[] = [];
  for (const [parentField, ofParent] of Map.groupBy(columns, ({ parent }) => parent.id)) {
    const related = { ...context, objectId: ofParent[0]!.parent.parentObjectId! };
    const ids = [...new Set(records.map(({ values }) => values[parentField]).filter((value) => typeof value === 'number'))];
    const rows =
      ids.length === 0
        ? []
        : await fieldsOfRecords(
            db,
            viewerPredicate(related),
            ids,
            ofParent.map(({ field }) => field),
          );
    for (const { name, field } of ofParent) byColumn.set(name, new Map(rows.map((row) => [row.id, row.values[field.id] ?? null])));
    parents.push(
      ...(await parentNames(
        db,
        related,
        ofParent.map(({ field }) => field),
        rows,
      )),
    );
  }
  return { columns, byColumn, parents };
}

/** What a record shows in a column from a related one. */
export function relatedValue(related: RelatedColumns, name: string, record: Pick<RecordRow, 'values'>): unknown {
  const id = record.values[name.split('.')[0]!];
  return typeof id === 'number' ? (related.byColumn.get(name)?.get(id) ?? null) : null;
}

/** A field of type related is a column from a related record that somebody has given a name. */
export function viaParent({ settings }: FieldShape): RelatedColumn {
  const { parentFieldId = 0, fieldId = 0 } = (settings ?? {}) as { parentFieldId?: number; fieldId?: number };
  return { parentField: parentFieldId, field: fieldId };
}

/** Every related column a page needs: those asked for, and those that its fields stand for. */
export const relatedOf = (fields: readonly FieldShape[], asked: readonly RelatedColumn[] = []): RelatedColumn[] => [
  ...asked,
  ...fields
    .filter(({ type }) => type === 'related')
    .map(viaParent)
    .filter((column) => !asked.some((other) => relatedName(other) === relatedName(column))),
];

interface Readable {
  name: string;
  label: string;
  parent: FieldShape;
  field: FieldShape;
}

function readableColumn(context: CriteriaContext, column: RelatedColumn): Readable[] {
  const parent = context.objects.get(context.objectId)?.fields.find(({ id }) => id === column.parentField);
  if (parent?.type !== 'parent' || parent.parentObjectId === null || isHidden(context, parent)) return [];
  const related = { ...context, objectId: parent.parentObjectId };
  const object = context.objects.get(related.objectId);
  const field = object?.fields.find(({ id }) => id === column.field);
  if (!object || !field || isHidden(related, field) || context.viewer.on(object.id).view === 'none') return [];
  return [{ name: relatedName(column), label: `${parent.label}: ${field.label}`, parent, field }];
}

/** The names of the records that parent fields point to, where the viewer may see them. */
export async function parentNames(
  db: AccountDb,
  context: CriteriaContext,
  fields: readonly FieldShape[],
  records: readonly Pick<RecordRow, 'values'>[],
): Promise<ParentName[]> {
  const asked = Map.groupBy(
    fields.filter(({ type, parentObjectId }) => type === 'parent' && parentObjectId !== null && context.objects.has(parentObjectId)),
    ({ parentObjectId }) => parentObjectId!,
  );
  const named = [...asked].map(([objectId, pointing]) => ({
    visible: viewerPredicate({ ...context, objectId }),
    ids: [...new Set(pointing.flatMap(({ id }) => records.map(({ values }) => values[id]).filter((value) => typeof value === 'number')))],
  }));
  return namesOfRecords(
    db,
    named.filter(({ ids }) => ids.length > 0),
  );
}
