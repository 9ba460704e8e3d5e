import { join, sql, type Sql } from '../../../app/db.ts';
import { CONTACT, objectShapes } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { fieldsOfCall, pageOfCall, wantsCount } from '../list-parameters.ts';
import { INVALID_QUERY, missing, notFound, Refusal } from '../refusal.ts';
import { InvalidCondition, readCondition } from '../rules/condition.ts';
import { sqlOfCondition, type Columns } from '../rules/condition-sql.ts';
import type { Row } from '../rules/filter-rows.ts';
import type { Act, Resource } from '../resource.ts';
import { idsOf, isSet, numberOf, textOf } from '../rules/parameters.ts';
import { infoOfType } from '../rules/type-fields.ts';

/** A part of a table as a call asks for it. */
export interface AskedOfTable {
  objectId: number;
  where: Sql;
  order: Sql;
  start: number;
  limit: number;
}

/** A table whose rows hang on records: what may be asked of it, and how its rows are read and told. */
export interface Table {
  columns: Columns & { id: { column: Sql; kind: 'number' } };
  read: (call: CompatibleCall, asked: AskedOfTable) => Promise<Row[]>;
  count: (call: CompatibleCall, asked: AskedOfTable) => Promise<number>;
}

/** What may be done with the rows of a table: they are narrowed, sorted and cut by the database, as the call asks. */
export const resourceOfTable = (table: Table, acts: Readonly<Record<string, Act>>): Resource => ({
  area: 'records',
  acts: {
    GET: (call) => listOfTable(call, table),
    'GET one': (call) => oneOfTable(call, table),
    'GET /getinfo': async (call, { type }) => ({ data: infoOfType(type.id, await table.count(call, askedOf(call, table))) }),
    ...acts,
  },
});

async function listOfTable(call: CompatibleCall, table: Table): Promise<Answer> {
  const asked = askedOf(call, table);
  const wanted = fieldsOfCall(call);
  const rows = await table.read(call, asked);
  return {
    data: wanted ? rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || wanted.has(name)))) : rows,
    misc: [],
    ...(wantsCount(call) ? { count: String(await table.count(call, asked)) } : {}),
  };
}

/** One row of a table, whichever object its record is of; contacts first. */
export async function oneOfTable(call: CompatibleCall, table: Table): Promise<Answer> {
  const id = numberOf(call.parameters, 'id');
  if (id === undefined) throw missing('id');
  for (const { id: objectId } of await objectShapes(call.db)) {
    if (call.viewer.on(objectId).view === 'none') continue;
    const where = sql`${table.columns.id.column} = ${id}::bigint`;
    const [row] = await table.read(call, { objectId, where, order: sql`1`, start: 0, limit: 1 });
    if (row) return { data: row };
  }
  throw notFound();
}

/** As many rows of a table one call changes at most. */
const MOST_CHANGED = 1_000;

/**
 * The numbers of the rows that a call speaks of by a condition, or of all where it says `performAll`. Refuses a call that names none, and one that
 * speaks of more than a call can change.
 */
export async function idsOfTable(call: CompatibleCall, table: Table): Promise<number[]> {
  if (!call.parameters.condition && idsOf(call.parameters).length === 0 && !isSet(call.parameters, 'performAll')) throw missing('ids');
  const rows = await table.read(call, { ...askedOf(call, table), start: 0, limit: MOST_CHANGED + 1 });
  if (rows.length > MOST_CHANGED) throw new Refusal(400, `A call changes at most ${MOST_CHANGED} of these. Name fewer.`);
  return rows.map(({ id }) => Number(id));
}

function askedOf(call: CompatibleCall, { columns }: Table): AskedOfTable {
  const { parameters } = call;
  const { start, range } = pageOfCall(call);
  const ids = idsOf(parameters);
  const parts = [conditionOf(call, columns), ...(ids.length > 0 ? [sql`${columns.id.column} = any(${ids}::bigint[])`] : [])];
  const by = columns[textOf(parameters, 'sort') || 'id'];
  if (!by) throw new Refusal(400, INVALID_QUERY);
  const direction = textOf(parameters, 'sortDir')?.toLowerCase() === 'desc' ? sql`desc nulls last` : sql`asc nulls last`;
  return {
    objectId: numberOf(parameters, 'object_type_id') ?? CONTACT,
    where: join(parts, ' and '),
    order: sql`${by.column} ${direction}, ${columns.id.column}`,
    start,
    limit: range,
  };
}

function conditionOf({ parameters }: CompatibleCall, columns: Columns): Sql {
  try {
    const condition = readCondition(parameters.condition);
    return condition ? sql`(${sqlOfCondition(condition, columns)})` : sql`true`;
  } catch (error) {
    if (error instanceof InvalidCondition) throw new Refusal(400, INVALID_QUERY);
    throw error;
  }
}
