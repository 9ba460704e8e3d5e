import type { Answer, CompatibleCall } from '../call.ts';
import { fieldsOfCall, pageOfCall, wantsCount } from '../list-parameters.ts';
import { INVALID_QUERY, missing, notFound, Refusal } from '../refusal.ts';
import type { Act, Resource } from '../resource.ts';
import { InvalidCondition, readCondition } from '../rules/condition.ts';
import { conditionFields, meets, type Row } from '../rules/filter-rows.ts';
import type { ObjectType } from '../rules/object-types.ts';
import { idsOf, isSet, numberOf, textOf } from '../rules/parameters.ts';
import { fieldsOfType, infoOfType } from '../rules/type-fields.ts';

/** A short list that is read whole: tags, groups, users. */
export interface RowsResource {
  area: string;
  /** All rows. Where `ids` names some it may give those alone: nothing is asked of the others. */
  rows: (call: CompatibleCall, ids?: readonly number[]) => Promise<readonly Row[]>;
  /** What the rows of a page are told with besides, too dear to be read for all. */
  finish?: (call: CompatibleCall, page: readonly Row[]) => Promise<readonly Row[]>;
  /** Deletes what a row tells of; without it nothing is deleted. */
  remove?: (call: CompatibleCall, row: Row) => Promise<void>;
  /** What may be done besides reading, as resources name it. */
  acts?: Readonly<Record<string, Act>>;
}

/** What may be done with a short list: it is narrowed, sorted and cut in memory, as the call asks. */
export function resourceOfRows(resource: RowsResource): Resource {
  const { area, rows, remove, acts = {} } = resource;
  return {
    area,
    acts: {
      GET: async (call, { type }) => listOfRows(call, type, resource),
      'GET one': async (call, { type }) => oneOfRows(call, type, await rows(call, oneNamed(call))),
      'GET /getinfo': async (call, { type }) => ({
        data: infoOfType(type.id, chosenRows(call, type, await rows(call, namedIds(call))).length),
      }),
      ...(remove ? { DELETE: deletingOf(rows, remove), 'DELETE one': deletingOneOf(rows, remove) } : {}),
      ...acts,
    },
  };
}

/** A page of a short list. */
async function listOfRows(call: CompatibleCall, type: ObjectType, { rows, finish }: RowsResource): Promise<Answer> {
  const { start, range } = pageOfCall(call);
  const matching = sorted(call, type, chosenRows(call, type, await rows(call, namedIds(call))));
  const wanted = fieldsOfCall(call);
  const page = matching.slice(start, start + range);
  return {
    data: (finish ? await finish(call, page) : page).map((row) => (wanted ? only(row, new Set([...wanted, type.idField])) : row)),
    misc: [],
    ...(wantsCount(call) ? { count: String(matching.length) } : {}),
  };
}

/** The rows that a call names by `ids`; undefined where it means all. */
function namedIds({ parameters }: CompatibleCall): number[] | undefined {
  const ids = idsOf(parameters);
  return ids.length === 0 ? undefined : ids;
}

/** The row that a call names by `id`. */
function oneNamed({ parameters }: CompatibleCall): number[] | undefined {
  const id = numberOf(parameters, 'id');
  return id === undefined ? undefined : [id];
}

/** The one row of a short list that a call names by `id`. */
export function oneOfRows(call: CompatibleCall, type: ObjectType, rows: readonly Row[]): Answer {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  const row = rows.find((one) => one[type.idField] === String(id));
  if (!row) throw notFound();
  return { data: row };
}

type Reading = RowsResource['rows'];
type Removing = NonNullable<RowsResource['remove']>;

/** Deletes what a call names by `ids` or by a condition; numbers that are nobody's are passed over, and all there is goes only where it says so. */
const deletingOf =
  (rows: Reading, remove: Removing): Act =>
  async (call, named) => {
    const { parameters } = call;
    if (idsOf(parameters).length === 0 && numberOf(parameters, 'id') !== undefined) return deletingOneOf(rows, remove)(call, named);
    const isNarrowed = idsOf(parameters).length > 0 || [textOf(parameters, 'search'), parameters.condition].some(Boolean);
    if (!isNarrowed && !isSet(parameters, 'performAll')) throw missing('ids');
    for (const row of chosenRows(call, named.type, await rows(call, namedIds(call)))) await remove(call, row);
    return { data: 'Deleted' };
  };

const deletingOneOf =
  (rows: Reading, remove: Removing): Act =>
  async (call, { type }) => {
    await remove(call, oneOfRows(call, type, await rows(call, oneNamed(call))).data as Row);
    return {};
  };

/** The rows of a short list that a call speaks of: by ids, condition and search, all of which narrow the set. */
function chosenRows(call: CompatibleCall, type: ObjectType, rows: readonly Row[]): readonly Row[] {
  const ids = new Set(idsOf(call.parameters).map(String));
  const words = textOf(call.parameters, 'search')?.trim().toLowerCase() ?? '';
  try {
    const condition = readCondition(call.parameters.condition);
    if (condition) refuseUnknown(type, rows, conditionFields(condition));
    return rows.filter(
      (row) =>
        (ids.size === 0 || ids.has(row[type.idField] ?? '')) &&
        (words === '' || Object.values(row).some((value) => value?.toLowerCase().includes(words))) &&
        (condition === undefined || meets({ ...row, id: row[type.idField] ?? null }, condition)),
    );
  } catch (error) {
    if (error instanceof InvalidCondition) throw new Refusal(400, INVALID_QUERY);
    throw error;
  }
}

/** A name there is not is refused also where there are no rows to ask it of; of a type whose fields nobody has written down every name may be one. */
function refuseUnknown(type: ObjectType, rows: readonly Row[], asked: readonly string[]): void {
  const known = new Set(['id', type.idField, ...Object.keys(fieldsOfType(type.id)), ...Object.keys(rows[0] ?? {})]);
  if (known.size <= 2) return;
  const unknown = asked.find((name) => !known.has(name.split('//')[0]!));
  if (unknown !== undefined) throw new InvalidCondition(`There is no field “${unknown}”.`);
}

function sorted({ parameters }: CompatibleCall, type: ObjectType, rows: readonly Row[]): readonly Row[] {
  const by = textOf(parameters, 'sort') || type.idField;
  const sign = textOf(parameters, 'sortDir')?.toLowerCase() === 'desc' ? -1 : 1;
  if (by !== 'id' && rows[0] && !(by in rows[0])) throw new Refusal(400, INVALID_QUERY);
  const key = by === 'id' ? type.idField : by;
  return rows.toSorted((one, other) => sign * (one[key] ?? '').localeCompare(other[key] ?? '', undefined, { numeric: true }));
}

const only = (row: Row, names: ReadonlySet<string>): Row => Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
