import type { AccountDb } from '../app/db.ts';
import { relatedValues, type Value } from '../records/index.ts';
import { namesOfRecords, type RecordRow } from './queries/reading.ts';
import { viewerPredicate } from './rules/compile.ts';
import { objectOf, type CriteriaContext, type FieldShape } from './rules/context.ts';

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
  /** By column, then by the id of the record in the list; blank ones are left out. */
  byColumn: ReadonlyMap<string, ReadonlyMap<number, Value>>;
  /** The names their parent fields point to. */
  parents: ParentName[];
}

type Row = Pick<RecordRow, 'id' | 'values'>;

/**
 * The values of columns from related records. What the viewer may not see (the parent field, the related record, the section of its field)
 * and what no longer exists is blank, never refused: a kept list still opens.
 */
export async function relatedColumns(
  db: AccountDb,
  context: CriteriaContext,
  asked: readonly RelatedColumn[],
  records: readonly Row[],
): Promise<RelatedColumns> {
  if (asked.length === 0) return { columns: [], byColumn: new Map(), parents: [] };
  const { objectId, viewer } = context;
  const recordIds = records.map(({ id }) => id);
  const found = await relatedValues(
    db,
    viewer,
    asked.map(({ parentField, field }) => ({ objectId, parentFieldId: parentField, fieldId: field, recordIds })),
  );
  const related: RelatedColumns = { columns: [], byColumn: new Map(), parents: [] };
  const byColumn = new Map<string, ReadonlyMap<number, Value>>();
  for (const [place, { field, values }] of found.entries()) {
    const column = asked[place]!;
    const parent = objectOf(context).fields.find(({ id }) => id === column.parentField);
    if (!field || !parent) continue;
    related.columns.push({ name: relatedName(column), field, label: `${parent.label}: ${field.label}` });
    byColumn.set(relatedName(column), values);
    const pointing = [...values].map(([id, value]) => ({ id, values: { [field.id]: value } }));
    related.parents.push(...(await parentNames(db, context, [field], pointing)));
  }
  return { ...related, byColumn };
}

/** What a record shows in a column from a related one. */
export const relatedValue = (related: RelatedColumns, name: string, { id }: { id: number }): Value =>
  related.byColumn.get(name)?.get(id) ?? null;

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

/** The names of the records that parent fields point to, where the viewer may see them. */
export async function parentNames(
  db: AccountDb,
  context: CriteriaContext,
  fields: readonly FieldShape[],
  records: readonly Row[],
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
