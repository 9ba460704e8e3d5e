import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { criteriaContext } from './criteria-context.ts';
import { groupById } from './group-by-id.ts';
import type { GroupRow } from './queries/groups.ts';
import { countMatching, namesOfRecords, pageOfMatching, type RecordRow } from './queries/reading.ts';
import { limitTime } from './queries/limit-time.ts';
import { compileCriteria, viewerPredicate } from './rules/compile.ts';
import { isHidden, objectOf, type CriteriaContext, type FieldShape } from './rules/context.ts';
import type { Criteria } from './rules/language.ts';
import { cursorOf, cursorText, sortOf, type Sort } from './rules/sort.ts';
import { wordsOf } from './schema.ts';

/** Which records of an object, seen by whom. */
export interface Which {
  objectId: number;
  viewer: Viewer;
  group?: number | undefined;
  criteria?: Criteria | undefined;
  search?: string | undefined;
}

export interface ListedRecords {
  records: RecordRow[];
  /** The fields whose values the viewer may see, of those asked for. */
  fields: FieldShape[];
  tags: ReadonlyMap<number, number[]>;
  /** The names of the records that parent fields point to, where the viewer may see them. */
  parents: { object_id: number; id: number; name: string }[];
  /** Where the next page begins; null when this is the last. */
  cursor: string | null;
  sort: string;
}

/** A page of records through the viewer's eyes. Refuses what criteria, sort and cursor refuse; see there. */
export async function listRecords(
  db: AccountDb,
  which: Which,
  asked: { sort?: string | undefined; cursor?: string | undefined; limit: number; columns?: readonly number[] | undefined },
): Promise<ListedRecords> {
  const criteria = criteriaOf(which);
  const context = await criteriaContext(db, { ...which, criteria });
  const group = which.group === undefined ? undefined : await groupById(db, which.viewer, which.group);
  const sort = asked.sort ? sortOf(asked.sort, context) : sortOfGroup(group, context);
  const after = asked.cursor === undefined ? undefined : cursorOf(asked.cursor, sort);
  const compiled = compileCriteria(criteria, context);
  if (!compiled.leakproof) await limitTime(db);
  const found = await pageOfMatching(db, context, compiled, { sort, after, limit: asked.limit });
  const records = found.slice(0, asked.limit);
  const last = found.length > asked.limit ? records.at(-1) : undefined;
  const fields = objectOf(context).fields.filter((field) => !isHidden(context, field) && (asked.columns?.includes(field.id) ?? true));
  return {
    records,
    fields,
    tags: new Map(records.map(({ id, tags }) => [id, tags])),
    parents: await parentNames(db, context, fields, records),
    cursor: last ? cursorText(sort, { value: last.sort_value, id: last.id }) : null,
    sort: sort.text,
  };
}

/** How many records there are, through the viewer's eyes. */
export async function countRecords(db: AccountDb, which: Which): Promise<number> {
  const criteria = criteriaOf(which);
  const context = await criteriaContext(db, { ...which, criteria });
  const compiled = compileCriteria(criteria, context);
  await limitTime(db);
  return countMatching(db, compiled);
}

/** What a list asks of its records, as one tree. */
export function criteriaOf({ group, criteria, search }: Which): Criteria {
  const parts: Criteria[] = [];
  if (group !== undefined) parts.push({ group, operator: 'in' });
  if (criteria !== undefined) parts.push(criteria);
  if (search !== undefined && wordsOf(search).length > 0) parts.push({ search });
  return parts.length === 1 ? parts[0]! : { all: parts };
}

/** A group keeps its order; when that is no longer possible, the list is still shown, by name. */
export function sortOfGroup(group: GroupRow | undefined, context: CriteriaContext): Sort {
  try {
    return sortOf(group?.sort ?? 'name', context);
  } catch {
    return sortOf('name', context);
  }
}

/** The names of the records that parent fields point to, where the viewer may see them. */
export async function parentNames(
  db: AccountDb,
  context: CriteriaContext,
  fields: readonly FieldShape[],
  records: readonly RecordRow[],
): Promise<ListedRecords['parents']> {
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
