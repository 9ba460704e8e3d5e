import { empty, join, raw, sql, type Queries, type AccountDb, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { CriteriaContext } from '../rules/context.ts';
import type { Cursor, Sort } from '../rules/sort.ts';

/** Criteria whose every operator may use an index behind the wall are read by the product's own role: two round trips fewer. */
export const readerFor = (db: AccountDb, { leakproof }: CompiledCriteria): Queries => (leakproof ? db : db.scan);

/** A list as it is read: which records, through whose eyes, in which order. */
export interface OrderedList {
  context: CriteriaContext;
  criteria: CompiledCriteria;
  sort: Sort;
}

/** One of the two parts of an ordered list: records with a value to sort by, and after them, whichever way, those without. */
export interface Part {
  /** What stands between `from` and whatever narrows it further: tables and their conditions. */
  from: Sql;
  /** The keys of its order, as its index has them. */
  keys: readonly Sql[];
  value: Sql;
  id: Sql;
}

/** Where the value is not blank: sorted the way its index is, or backwards through it. */
export function filledPart({ context, criteria, sort: { by } }: OrderedList): Part {
  const { accountId, objectId } = context;
  const copied = 'field' in by;
  const [value, id] = copied ? [raw(`v.${by.column}`), sql`v.record_id`] : [raw(`r.${by.column}`), sql`r.id`];
  const keys = [...(copied || !by.day ? [] : [raw(`r.${by.day}`)]), ...(by.column === 'id' ? [] : [value]), id];
  const source = copied
    ? sql`field_values v join records r on r.account_id = ${accountId}::bigint and r.object_id = ${objectId}::integer and r.id = v.record_id
        where v.account_id = ${accountId}::bigint and v.object_id = ${objectId}::integer and v.field_id = ${by.field}::integer
          and ${value} is not null and`
    : sql`records r where ${by.hasBlanks ? sql`${keys[0]} is not null and ` : empty}`;
  return { from: sql`${source} ${criteria.predicate}`, keys, value, id };
}

/** Where the value is blank: by id. Undefined where none can be. */
export function blankPart({ context, criteria, sort: { by } }: OrderedList): Part | undefined {
  const { accountId, objectId } = context;
  if (!('field' in by) && !by.hasBlanks) return undefined;
  const blank =
    'field' in by
      ? sql`not exists (select 1 from field_values v where v.account_id = ${accountId}::bigint and v.object_id = ${objectId}::integer
          and v.field_id = ${by.field}::integer and v.record_id = r.id and ${raw(`v.${by.column}`)} is not null)`
      : sql`${raw(`r.${by.column}`)} is null`;
  return { from: sql`records r where ${criteria.predicate} and ${blank}`, keys: [sql`r.id`], value: sql`null::text`, id: sql`r.id` };
}

/** The part's order, or the same read from its end. */
export const orderOf = ({ keys }: Part, { descending }: Sort, backwards = false): Sql =>
  join(
    keys.map((key) => sql`${key} ${descending !== backwards ? sql`desc` : sql`asc`}`),
    ', ',
  );

/** ` and …`: what stands after the place in the part, or before it when read backwards; with `inclusive` the place itself too. */
export function beyond(part: Part, sort: Sort, place: Cursor, side: { backwards?: boolean; inclusive?: boolean } = {}): Sql {
  const larger = sort.descending === (side.backwards ?? false);
  const operator = raw(`${larger ? '>' : '<'}${side.inclusive ? '=' : ''}`);
  return sql` and (${join(part.keys)}) ${operator} (${join(boundary(sort.by, place, part.keys.length))})`;
}

/** The cursor as the values of the sort's keys: perhaps the day, the value, the id. */
function boundary(by: Sort['by'], { value, id }: Cursor, keys: number): Sql[] {
  const day = sql`(${value}::timestamptz at time zone 'UTC')::date`;
  return [day, sql`${value}::${raw(by.type)}`, sql`${id}::bigint`].slice(-keys);
}
