import { accountSettings } from '../../accounts/index.ts';
import { sql } from '../../app/db.ts';
import { wordsOf, type Criteria, type Which } from '../../criteria/index.ts';
import { objectShapes, pageOfNotes, type FieldShape, type ObjectShape } from '../../records/index.ts';
import type { CompatibleCall } from './call.ts';
import { unkeptValues } from './records/unkept-fields.ts';
import { INVALID_QUERY, notFound, Refusal } from './refusal.ts';
import { InvalidCondition, readCondition } from './rules/condition.ts';
import { criteriaOfCondition } from './rules/condition-criteria.ts';
import { typeOfId } from './rules/object-types.ts';
import { idsOf, isSet, numberOf, textOf, textsOf } from './rules/parameters.ts';
import { timeOfWire, wireName } from './rules/wire-values.ts';

/** No list is longer, whatever is asked. */
const MOST_ROWS = 50;

/** The object of a type whose things are records; refuses with `Object not found` one that is not there for the caller. */
export async function shapeOfRecords({ db, viewer }: CompatibleCall, objectId: number): Promise<ObjectShape> {
  const shape = (await objectShapes(db)).find(({ id }) => id === objectId);
  if (!shape || viewer.on(objectId).view === 'none') throw notFound();
  return shape;
}

/** Which records a call speaks of: by ids, group, condition, search and tags, all of which narrow the set. */
export async function whichOf(
  call: CompatibleCall,
  shape: ObjectShape,
  tags?: readonly number[],
): Promise<Which & { isNarrowed: boolean }> {
  const { parameters, viewer } = call;
  const ids = [
    ...idsOf(parameters),
    ...(textOf(parameters, 'ids') === undefined && !Array.isArray(parameters.ids) ? idsOf(parameters, 'id') : []),
  ];
  const groups = [...idsOf(parameters, 'group_ids'), ...idsOf(parameters, 'group_id')];
  const parts: Criteria[] = [];
  const condition = await conditionOf(call, shape);
  if (condition) parts.push(condition);
  const dates = dateRange(textOf(parameters, 'date_range'));
  if (dates) parts.push(dates);
  if (groups.length > 0) parts.push({ any: groups.map((group) => ({ group, operator: 'in' as const })) });
  if (tags) parts.push({ tag: [...tags], operator: 'has_any' });
  const words = textOf(parameters, 'search')?.trim();
  const inNotes = words && isSet(parameters, 'searchNotes') ? await criteriaOfSearch(call, shape, words) : undefined;
  if (inNotes) parts.push(inNotes);
  const search = inNotes ? undefined : words;
  return {
    objectId: shape.id,
    viewer,
    ...(ids.length > 0 ? { ids } : {}),
    ...(parts.length > 0 ? { criteria: parts.length === 1 ? parts[0]! : { all: parts } } : {}),
    ...(search ? { search } : {}),
    isNarrowed: ids.length > 0 || parts.length > 0 || Boolean(search),
  };
}

/** As many records are found by their notes. */
const MOST_NOTES = 1_000;

/** A search that looks through notes too. */
async function criteriaOfSearch({ db, viewer }: CompatibleCall, shape: ObjectShape, search: string): Promise<Criteria | undefined> {
  if (wordsOf(search).length === 0) return undefined;
  const where = sql`n.body ilike ${`%${search.replaceAll(/[%_\\]/g, String.raw`\$&`)}%`}`;
  const notes = await pageOfNotes(db, viewer, { objectId: shape.id, where, order: sql`n.id desc`, start: 0, limit: MOST_NOTES });
  const values = [...new Set(notes.map(({ record_id: id }) => id))];
  return values.length === 0 ? { search } : { any: [{ search }, { system: 'id', operator: 'is', values }] };
}

/** The condition of a call as criteria. Refuses with `Invalid query` one that cannot be read or names what there is not. */
async function conditionOf({ db, parameters, ownTypes }: CompatibleCall, shape: ObjectShape): Promise<Criteria | undefined> {
  try {
    const condition = readCondition(parameters.condition);
    if (condition === undefined) return undefined;
    const { currency } = await accountSettings(db);
    const shapes = new Map((await objectShapes(db)).map((one) => [one.id, one]));
    const idField = typeOfId(shape.id, ownTypes)?.idField ?? 'id';
    return criteriaOfCondition(condition, { shape, shapes, currency, idField, unkept: unkeptValues(shape.id) });
  } catch (error) {
    if (error instanceof InvalidCondition) throw new Refusal(400, INVALID_QUERY);
    throw error;
  }
}

/** `from,to` in seconds: when records were added. */
function dateRange(text: string | undefined): Criteria | undefined {
  const [from, to] = (text ?? '').split(',').map((part) => part.trim());
  const parts: Criteria[] = [];
  const since = timeOfWire(from ?? '');
  if (since) parts.push({ system: 'created', operator: 'on_or_after', values: [since.toISOString()] });
  const until = timeOfWire(to ?? '');
  if (until) parts.push({ system: 'created', operator: 'before', values: [until.toISOString()] });
  return parts.length === 0 ? undefined : { all: parts };
}

const SORTS: Readonly<Record<string, string>> = {
  id: 'id',
  date: 'created',
  dlm: 'updated',
  dla: 'last_activity',
  owner: 'owner',
  email: 'email',
  sms_number: 'sms_number',
  fn: 'name',
  name: 'name',
};

/** How a list is sorted, by number unless something else is asked: as the database keeps it, or by a field that it keeps in no order. */
export type SortOfCall = { sort: string } | { field: FieldShape; isDescending: boolean };

/** Refuses with `Invalid query` to sort by what there is not. */
export function sortOfCall({ parameters }: CompatibleCall, shape: ObjectShape): SortOfCall {
  const asked = textOf(parameters, 'sort')?.trim() ?? '';
  const isDescending = textOf(parameters, 'sortDir')?.trim().toLowerCase() === 'desc';
  const minus = isDescending ? '-' : '';
  const field = shape.fields.find((one) => wireName(one) === asked);
  const known = asked === '' ? 'id' : SORTS[asked];
  if (known && (field === undefined || field.columnName !== null)) return { sort: minus + known };
  if (field?.sortable) return { sort: `${minus}field:${field.id}` };
  if (field && field.type !== 'relation' && field.type !== 'related') return { field, isDescending };
  // All have the same in fields that are not kept.
  if (Object.hasOwn(unkeptValues(shape.id), asked)) return { sort: `${minus}id` };
  throw new Refusal(400, INVALID_QUERY);
}

/** The part of a list that a call asks for. */
export const pageOfCall = ({ parameters }: CompatibleCall): { start: number; range: number } => ({
  start: numberOf(parameters, 'start') ?? 0,
  range: Math.min(numberOf(parameters, 'range') || MOST_ROWS, MOST_ROWS),
});

/** The fields a call wants back; undefined for all. Names of things that are no fields ask for nothing. */
export function fieldsOfCall({ parameters }: CompatibleCall): ReadonlySet<string> | undefined {
  const names = textsOf(parameters, 'listFields');
  return names.length === 0 ? undefined : new Set(names);
}

export const wantsCount = ({ parameters }: CompatibleCall): boolean => isSet(parameters, 'count');
