import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape } from '../../records/index.ts';

/** The rows one transaction merges, and how their records are numbered: a new one by its row's distance from the first. */
export interface StagedSet {
  importId: number;
  objectId: number;
  /** By what rows find records, one after the other; nothing when every row is a new one. */
  match: readonly (FieldShape | 'key')[];
  /** Whose ids the rows' own keys are. */
  keySource: string;
  firstRow: number;
  lastRow: number;
  /** The number that a new record of `firstRow` has. */
  firstId: number;
}

/**
 * The rows' numbers are stated too: by account and import alone the index would pass over all that earlier chunks have left dead, nine times a
 * chunk. That took a million rows from 0.89 of the limit (bench/import.ts) to 0.38.
 */
export const staged = (db: AccountDb, { importId, firstRow, lastRow }: StagedSet): Sql =>
  sql`s.account_id = ${db.accountId} and s.import_id = ${importId} and s.row_no between ${firstRow} and ${lastRow}`;

export const newId = ({ firstId, firstRow }: StagedSet): Sql => sql`(${firstId}::bigint + s.row_no - ${firstRow}::bigint)`;

/** The record of a row: the one it has met, or the new one it becomes. */
export const recordId = (set: StagedSet): Sql => sql`coalesce(s.record_id, ${newId(set)})`;

/** Takes rows out of the set into the list of rejects, `which` of them with its `reason`. Gives how many rows of the file that is. */
export async function reject(db: AccountDb, set: StagedSet, which: Sql, reason: Sql): Promise<number> {
  const { count } = await db.one<{ count: number | null }>(
    sql`with chosen as materialized (
          select s.row_no, ${reason} as reason from import_rows s where ${staged(db, set)} and ${which}),
        gone as (
          delete from import_rows s using chosen c where ${staged(db, set)} and s.row_no = c.row_no
          returning s.row_no, s.raw, s.repeats, c.reason),
        kept as (
          insert into import_rejects (account_id, import_id, row_no, reason, raw)
          select ${db.accountId}, ${set.importId}, row_no, reason, raw from gone)
        select sum(1 + repeats) as count from gone`,
  );
  return Number(count ?? 0);
}
