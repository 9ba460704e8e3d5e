import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { CompiledCriteria } from '../rules/compile.ts';
import type { Cursor } from '../rules/sort.ts';
import { beyond, blankPart, filledPart, orderOf, readerFor, type OrderedList, type Part } from './order.ts';

/** A record of a list with its place in it, counted from 1. */
export interface Rung extends Cursor {
  place: number;
}

/**
 * Every `step`th record of the list and how many there are, as they stand at this moment. One walk along the order's index, which holds all
 * it needs where there are no criteria; with them, of what matches.
 */
export async function rungsOf(db: AccountDb, list: OrderedList, step: number): Promise<{ total: number; rungs: Rung[] }> {
  const filled = await rungsOfPart(db, list, filledPart(list), step);
  const blank = blankPart(list);
  if (!blank) return filled;
  const blanks = await rungsOfPart(db, list, blank, step);
  return {
    total: filled.total + blanks.total,
    rungs: [...filled.rungs, ...blanks.rungs.map((rung) => ({ ...rung, place: rung.place + filled.total }))],
  };
}

async function rungsOfPart(db: AccountDb, list: OrderedList, part: Part, step: number): Promise<{ total: number; rungs: Rung[] }> {
  const reader = readerFor(db, list.criteria);
  const rungs = await reader.many<Rung>(
    sql`select w.sort_value::text as value, w.id, w.place from (
          select ${part.value} as sort_value, ${part.id} as id, row_number() over (order by ${orderOf(part, list.sort)}) as place
          from ${part.from}) w
        where w.place % ${step}::bigint = 0 order by w.place`,
  );
  // Counting only what comes after the last rung took half as long as having the walk itself say where it ends.
  const last = rungs.at(-1);
  const rest = await reader.one<{ count: number }>(
    sql`select count(*) as count from ${part.from}${last ? beyond(part, list.sort, last) : sql``}`,
  );
  return { total: (last?.place ?? 0) + rest.count, rungs };
}

/** The record so many places after the cursor, or after the beginning; the last one where the list ends before. */
export async function placeAfter(db: AccountDb, list: OrderedList, from: Cursor | undefined, count: number): Promise<Cursor | undefined> {
  const parts = [filledPart(list), blankPart(list)];
  let found = from;
  let left = count;
  for (const [index, part] of parts.entries()) {
    if (!part || left === 0 || (index === 0 && from?.value === null)) continue;
    const isIn = from !== undefined && (from.value === null) === (index === 1);
    const row = await readerFor(db, list.criteria).maybeOne<Cursor & { passed: number }>(
      sql`select w.sort_value::text as value, w.id, w.passed from (
            select x.sort_value, x.id, row_number() over () as passed from (
              select ${part.value} as sort_value, ${part.id} as id from ${part.from}${isIn ? beyond(part, list.sort, from) : sql``}
              order by ${orderOf(part, list.sort)} limit ${left}) x) w
          order by w.passed desc limit 1`,
    );
    if (!row) continue;
    left -= row.passed;
    found = { value: row.value, id: row.id };
  }
  return found;
}

/** Where a record stands in a list; undefined when it is not in it. */
export async function cursorOfRecord(db: AccountDb, list: OrderedList, id: number): Promise<Cursor | undefined> {
  for (const part of [filledPart(list), blankPart(list)]) {
    if (!part) continue;
    const found = await readerFor(db, list.criteria).maybeOne<Cursor>(
      sql`select ${part.value}::text as value, ${part.id} as id from ${part.from} and ${part.id} = ${id}::bigint`,
    );
    if (found) return found;
  }
  return undefined;
}

/** The ids of the records from one place to another, both with them, in the list's order; one more than `limit` when there are more. */
export async function idsBetween(db: AccountDb, list: OrderedList, range: { from: Cursor; to: Cursor; limit: number }): Promise<number[]> {
  const { from, to } = range;
  const ids: number[] = [];
  for (const [index, part] of [filledPart(list), blankPart(list)].entries()) {
    const [begins, ends] = [from, to].map((place) => (place.value === null ? 1 : 0));
    if (!part || index < begins! || index > ends!) continue;
    const { sort } = list;
    const after = index === begins ? beyond(part, sort, from, { inclusive: true }) : sql``;
    const until = index === ends ? beyond(part, sort, to, { inclusive: true, backwards: true }) : sql``;
    const rows = await readerFor(db, list.criteria).many<{ id: number }>(
      sql`select ${part.id} as id from ${part.from}${after}${until} order by ${orderOf(part, sort)} limit ${range.limit + 1 - ids.length}`,
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

/** How many records the planner thinks will match: an instant guess, while counting takes its time. */
export async function guessMatching(db: AccountDb, criteria: CompiledCriteria): Promise<number> {
  const guess: Sql = sql`explain (format json) select 1 from records r where ${criteria.predicate}`;
  const row = await readerFor(db, criteria).one<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(guess);
  return row['QUERY PLAN'][0].Plan['Plan Rows'];
}
