import { empty, join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { CriteriaContext } from '../rules/context.ts';
import type { Cursor, Sort } from '../rules/sort.ts';
import { beyond, blankPart, filledPart, orderOf, readerFor } from './order.ts';

/** How many records match. */
export async function countMatching(db: AccountDb, criteria: CompiledCriteria): Promise<number> {
  const { count } = await readerFor(db, criteria).one<{ count: number }>(
    sql`select count(*)::bigint as count from records r where ${criteria.predicate}`,
  );
  return count;
}

/** How many records match, and how many of them meet each of several predicates; one reading for all. */
export async function countEachMatching(
  db: AccountDb,
  criteria: CompiledCriteria,
  predicates: readonly Sql[],
): Promise<{ total: number; counts: number[] }> {
  const counts = predicates.map((predicate) => sql`count(*) filter (where ${predicate})`);
  return db.scan.one(
    sql`select count(*)::bigint as total, array[${join(counts)}]::bigint[] as counts from records r where ${criteria.predicate}`,
  );
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
  version: number;
  values: Record<string, unknown>;
  tags: number[];
  sort_value: string | null;
}

/** A row of a list about `r`, its tags with it: one trip to the database less than asking for them after. */
export const rowOf = ({ accountId, objectId }: CriteriaContext): Sql => sql`r.id, r.unique_id, r.name, r.owner_id, r.email, r.sms_number,
  r.email_status, r.sms_status, r.created_at, r.updated_at, r.last_activity_at, r.version, r.values,
  array(select t.tag_id::float8 from record_tags t where t.account_id = ${accountId}::bigint and t.object_id = ${objectId}::integer
    and t.record_id = r.id order by t.tag_id) as tags`;

export interface Page {
  sort: Sort;
  after?: Cursor | undefined;
  /** Read backwards from this record instead: those that stand before it, the nearest last. */
  before?: Cursor | undefined;
  limit: number;
}

/** The records after the cursor in the order asked for, blank values last whichever way; one more than `limit` when there are more. */
export async function pageOfMatching(
  db: AccountDb,
  context: CriteriaContext,
  criteria: CompiledCriteria,
  page: Page,
): Promise<RecordRow[]> {
  const list = { context, criteria, sort: page.sort };
  const reader = readerFor(db, criteria);
  const filled = { part: filledPart(list), has: (place: Cursor | undefined) => place?.value !== null };
  const blanks = { part: blankPart(list), has: (place: Cursor | undefined) => place === undefined || place.value === null };
  const backwards = page.before !== undefined;
  const from = page.before ?? page.after;
  // Read forwards the blank ones come after all others, so that a place among the filled has all of them still to come.
  const parts = backwards ? [blanks, filled] : [filled, blanks];
  const rows: RecordRow[] = [];
  for (const { part, has } of parts) {
    const room = page.limit + 1 - rows.length;
    const isIn = has(from);
    const isBehind = !isIn && (part === filled.part) !== backwards;
    if (!part || room === 0 || isBehind) continue;
    const narrowed = from && isIn ? beyond(part, page.sort, from, { backwards }) : empty;
    rows.push(
      ...(await reader.many<RecordRow>(
        sql`select ${rowOf(context)}, ${part.value}::text as sort_value from ${part.from}${narrowed}
          order by ${orderOf(part, page.sort, backwards)} limit ${room}`,
      )),
    );
  }
  return backwards ? rows.toReversed() : rows;
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
