import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';
import { STAGED_COLUMNS } from '../rules/copy-text.ts';

/** The rows one transaction merges, and how their records are numbered: a new one by its row's distance from the first. */
export interface StagedSet {
  importId: number;
  objectId: number;
  /** The field by which rows find records; undefined when every row is a new one. */
  matchField: FieldShape | undefined;
  firstRow: number;
  lastRow: number;
  /** The number that a new record of `firstRow` has. */
  firstId: number;
}

export const copyStatement = `copy import_rows (${STAGED_COLUMNS}) from stdin`;

/**
 * The rows' numbers are stated too: by account and import alone the index would pass over all that earlier chunks have left dead, nine times a
 * chunk. That took a million rows from 0.89 of the limit (bench/import.ts) to 0.38.
 */
const staged = (db: AccountDb, { importId, firstRow, lastRow }: StagedSet): Sql =>
  sql`s.account_id = ${db.accountId} and s.import_id = ${importId} and s.row_no between ${firstRow} and ${lastRow}`;

/** Writes down which record each row has met: asked once, as what follows reads it again and again. */
export async function matchRows(db: AccountDb, set: StagedSet): Promise<void> {
  const { matchField, objectId } = set;
  if (!matchField) return;
  await db.run(
    sql`update import_rows s set record_id = u.record_id from ${uniqueHolders(db, objectId, matchField.id)} u
        where ${staged(db, set)} and u.value = ${matchColumn(matchField)}`,
  );
}

/** The column of a row that equals the value of the record it means. */
function matchColumn(matchField: FieldShape): Sql {
  const asWritten = sql`s.match_key`;
  return uniqueForm(matchField, asWritten) === asWritten ? asWritten : sql`s.match_value`;
}

const newId = ({ firstId, firstRow }: StagedSet): Sql => sql`(${firstId}::bigint + s.row_no - ${firstRow}::bigint)`;

/** The record of a row: the one it has met, or the new one it becomes. */
const recordId = (set: StagedSet): Sql => sql`coalesce(s.record_id, ${newId(set)})`;

/** The records of the rows, for `writeRecords`. */
export const recordSource = (db: AccountDb, set: StagedSet, ownerId: number | null, causeId: number | null): Sql =>
  sql`select ${recordId(set)} as id, s.record_id is null as is_new, s.changes,
        case when s.record_id is null then ${ownerId}::bigint end as owner_id, ${set.importId}::bigint as import_id, ${causeId}::bigint as cause_id
      from import_rows s where ${staged(db, set)}`;

/** How many of the rows meet no record. */
export async function newRowCount(db: AccountDb, set: StagedSet): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from import_rows s where ${staged(db, set)} and s.record_id is null`,
  );
  return count;
}

/** Takes rows out of the set into the list of rejects, `which` of them with its `reason`. Gives how many rows of the file that is. */
async function reject(db: AccountDb, set: StagedSet, which: Sql, reason: Sql): Promise<number> {
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

/** Rows that could not be read. */
export const rejectUnreadable = (db: AccountDb, set: StagedSet): Promise<number> =>
  reject(db, set, sql`s.reason is not null`, sql`s.reason`);

/** Rows whose record is there already, where only new ones are made. */
export const rejectExisting = (db: AccountDb, set: StagedSet, what: string): Promise<number> =>
  reject(
    db,
    set,
    sql`s.record_id is not null`,
    sql`'Row ' || s.row_no || ': there is already ' || ${what}::text || ' “' || s.match_key || '”.'`,
  );

/** Rows that meet no record, where only existing ones are changed. */
export const rejectMissing = (db: AccountDb, set: StagedSet, what: string, label: string): Promise<number> =>
  reject(
    db,
    set,
    sql`s.record_id is null`,
    sql`case when s.match_key is null then 'Row ' || s.row_no || ' has no ' || ${label}::text || ' to be matched by.'
      else 'Row ' || s.row_no || ': there is no ' || ${what}::text || ' “' || s.match_key || '”.' end`,
  );

/** Rows that lack what a new record needs, and meet no existing one. */
export const rejectIncomplete = (db: AccountDb, set: StagedSet): Promise<number> =>
  reject(db, set, sql`s.record_id is null and s.create_problem is not null`, sql`s.create_problem`);

/** Rows whose records were left out of the write, each with its sentence. */
export const rejectRecords = (db: AccountDb, set: StagedSet, sentences: ReadonlyMap<number, string>): Promise<number> => {
  const id = recordId(set);
  const refused = sql`(select unnest(${[...sentences.keys()]}::bigint[]) as id, unnest(${[...sentences.values()]}::text[]) as sentence)`;
  return reject(
    db,
    set,
    sql`${id} = any(${[...sentences.keys()]}::bigint[])`,
    sql`'Row ' || s.row_no || ': ' || (select f.sentence from ${refused} f where f.id = ${id} limit 1)`,
  );
};

/** A row that the database could not keep, alone in its set. */
export const rejectAll = (db: AccountDb, set: StagedSet, sentence: string): Promise<number> =>
  reject(db, set, sql`true`, sql`'Row ' || s.row_no || ': ' || ${sentence}::text`);

/** How many rows of the file the set still stands for. */
export async function standingRows(db: AccountDb, set: StagedSet): Promise<{ rows: number; fileRows: number }> {
  const { rows, file_rows } = await db.one<{ rows: number; file_rows: number | null }>(
    sql`select count(*) as rows, sum(1 + s.repeats)::bigint as file_rows from import_rows s where ${staged(db, set)}`,
  );
  return { rows, fileRows: file_rows ?? 0 };
}

/** The records of all rows that were merged; to be asked when they are written. */
export async function mergedIds(db: AccountDb, set: StagedSet, which: 'all' | 'email' | 'sms' = 'all'): Promise<number[]> {
  const chosen = which === 'all' ? sql`` : which === 'email' ? sql`and s.email_opt_out` : sql`and s.sms_opt_out`;
  const rows = await db.many<{ id: number }>(sql`select ${recordId(set)} as id from import_rows s where ${staged(db, set)} ${chosen}`);
  return rows.map(({ id }) => id);
}

/** The tags that stand in the rows, each with the records that get it. */
export async function taggedIds(db: AccountDb, set: StagedSet): Promise<{ name: string; ids: number[] }[]> {
  return db.many(
    sql`select min(t.name) as name, array_agg(distinct ${recordId(set)}) as ids
        from import_rows s cross join lateral unnest(s.tags) t(name)
        where ${staged(db, set)} and s.tags is not null group by lower(t.name)`,
  );
}

/** Leaves nothing of the set behind. */
export async function clearStaged(db: AccountDb, set: StagedSet): Promise<void> {
  await db.run(sql`delete from import_rows s where ${staged(db, set)}`);
}
