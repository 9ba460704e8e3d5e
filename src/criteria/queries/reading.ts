import { empty, join, raw, sql, type AccountDb, type Queries, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { CriteriaContext } from '../rules/context.ts';
import type { Cursor, Sort } from '../rules/sort.ts';

/** Criteria whose every operator may use an index behind the wall are read by the product's own role: two round trips fewer. */
const readerFor = (db: AccountDb, { leakproof }: CompiledCriteria): Queries => (leakproof ? db : db.scan);

/** How many records match. */
export async function countMatching(db: AccountDb, criteria: CompiledCriteria): Promise<number> {
  const { count } = await readerFor(db, criteria).one<{ count: number }>(
    sql`select count(*)::bigint as count from records r where ${criteria.predicate}`,
  );
  return count;
}

/** The names of some of the records that match, whichever are found first. */
export async function sampleNames(db: AccountDb, criteria: CompiledCriteria, limit: number): Promise<string[]> {
  const rows = await readerFor(db, criteria).many<{ name: string }>(
    sql`select r.name from records r where ${criteria.predicate} limit ${limit}`,
  );
  return rows.map(({ name }) => name);
}

export interface RecordRow {
  id: number;
  unique_id: string;
  name: string;
  owner_id: number | null;
  email: string | null;
  sms_number: string | null;
  email_status: number;
  sms_status: number;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date | null;
  values: Record<string, unknown>;
  tags: number[];
  sort_value: string | null;
}

/** A row of a list about `r`, its tags with it: one trip to the database less than asking for them after. */
export const rowOf = ({ accountId, objectId }: CriteriaContext): Sql => sql`r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number,
  r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.values,
  array(select t.tag_id::float8 from record_tags t where t.account_id = ${accountId}::bigint and t.object_id = ${objectId}::integer
    and t.record_id = r.id order by t.tag_id) as tags`;

export interface Page {
  sort: Sort;
  after: Cursor | undefined;
  limit: number;
}

/** The records after the cursor in the order asked for, blank values last whichever way; one more than `limit` when there are more. */
export async function pageOfMatching(
  db: AccountDb,
  context: CriteriaContext,
  criteria: CompiledCriteria,
  page: Page,
): Promise<RecordRow[]> {
  const reader = readerFor(db, criteria);
  const filled = page.after?.value === null ? [] : await reader.many<RecordRow>(filledPage(context, criteria, page));
  const room = page.limit + 1 - filled.length;
  if (room === 0 || ('hasBlanks' in page.sort.by && !page.sort.by.hasBlanks)) return filled;
  const afterId = page.after?.value === null ? page.after.id : undefined;
  return [...filled, ...(await reader.many<RecordRow>(blankPage(context, criteria, page.sort, afterId, room)))];
}

/** Where the value is not blank: sorted the way its index is, or backwards through it. */
function filledPage(context: CriteriaContext, criteria: CompiledCriteria, { sort, after, limit }: Page): Sql {
  const { accountId, objectId } = context;
  const { by, descending } = sort;
  const copied = 'field' in by;
  const [value, id] = copied ? [raw(`v.${by.column}`), sql`v.record_id`] : [raw(`r.${by.column}`), sql`r.id`];
  const keys = [...(copied || !by.day ? [] : [raw(`r.${by.day}`)]), ...(by.column === 'id' ? [] : [value]), id];
  const order = join(
    keys.map((key) => sql`${key} ${descending ? sql`desc` : sql`asc`}`),
    ', ',
  );
  const source = copied
    ? sql`field_values v join records r on r.account_id = ${accountId}::bigint and r.object_id = ${objectId}::integer and r.id = v.record_id
        where v.account_id = ${accountId}::bigint and v.object_id = ${objectId}::integer and v.field_id = ${by.field}::integer
          and ${value} is not null and`
    : sql`records r where ${by.hasBlanks ? sql`${keys[0]} is not null and ` : empty}`;
  const beyond = after ? sql` and (${join(keys)}) ${descending ? sql`<` : sql`>`} (${join(boundary(by, after, keys.length))})` : empty;
  return sql`select ${rowOf(context)}, ${value}::text as sort_value from ${source} ${criteria.predicate}${beyond} order by ${order} limit ${limit + 1}`;
}

/** The cursor as the values of the sort's keys: perhaps the day, the value, the id. */
function boundary(by: Sort['by'], { value, id }: Cursor, keys: number): Sql[] {
  const day = sql`(${value}::timestamptz at time zone 'UTC')::date`;
  return [day, sql`${value}::${raw(by.type)}`, sql`${id}::bigint`].slice(-keys);
}

function blankPage(context: CriteriaContext, criteria: CompiledCriteria, sort: Sort, afterId: number | undefined, limit: number): Sql {
  const { accountId, objectId } = context;
  const { by, descending } = sort;
  const beyond = afterId === undefined ? empty : sql` and r.id ${descending ? sql`<` : sql`>`} ${afterId}::bigint`;
  const blank =
    'field' in by
      ? sql`not exists (select 1 from field_values v where v.account_id = ${accountId}::bigint and v.object_id = ${objectId}::integer
          and v.field_id = ${by.field}::integer and v.record_id = r.id and ${raw(`v.${by.column}`)} is not null)`
      : sql`${raw(`r.${by.column}`)} is null`;
  return sql`select ${rowOf(context)}, null as sort_value from records r where ${criteria.predicate} and ${blank}${beyond}
    order by r.id ${descending ? sql`desc` : sql`asc`} limit ${limit}`;
}

/** The names of records of several objects, of those alone that a predicate over `r` lets through. */
export async function namesOfRecords(
  db: AccountDb,
  asked: readonly { visible: Sql; ids: readonly number[] }[],
): Promise<{ object_id: number; id: number; name: string }[]> {
  if (asked.length === 0) return [];
  const parts = asked.map(
    ({ visible, ids }) => sql`select r.object_id, r.id, r.name from records r where ${visible} and r.id = any(${ids}::bigint[])`,
  );
  return db.many(join(parts, ' union all '));
}
