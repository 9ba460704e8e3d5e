import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { keyHolders } from './keys.ts';
import { uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';
import { STAGED_COLUMNS } from '../rules/copy-text.ts';
import type { Proof } from '../rules/row-plan.ts';
import type { Standing } from '../schema.ts';

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

export const copyStatement = `copy import_rows (${STAGED_COLUMNS}) from stdin`;

/**
 * The rows' numbers are stated too: by account and import alone the index would pass over all that earlier chunks have left dead, nine times a
 * chunk. That took a million rows from 0.89 of the limit (bench/import.ts) to 0.38.
 */
export const staged = (db: AccountDb, { importId, firstRow, lastRow }: StagedSet): Sql =>
  sql`s.account_id = ${db.accountId} and s.import_id = ${importId} and s.row_no between ${firstRow} and ${lastRow}`;

/** Writes down which record each row has met, by each way in turn: asked once, as what follows reads it again and again. */
export async function matchRows(db: AccountDb, set: StagedSet): Promise<void> {
  for (const [at, by] of set.match.entries()) {
    if (at === 0 && by !== 'key' && isText(by)) await matchByFirstKey(db, set, by);
    else await matchByKey(db, set, at, by);
  }
}

const isText = (field: FieldShape): boolean => {
  const asWritten = sql`s.match_key`;
  return uniqueForm(field, asWritten) !== asWritten;
};

const matchByFirstKey = (db: AccountDb, set: StagedSet, by: FieldShape): Promise<number> =>
  db.run(
    sql`update import_rows s set record_id = u.record_id from ${uniqueHolders(db, set.objectId, by.id)} u
        where ${staged(db, set)} and u.value = s.match_value`,
  );

/** The values are made comparable before they meet the index: beside it, no function may stand in one clause with a column behind the wall. */
function matchByKey(db: AccountDb, set: StagedSet, at: number, by: FieldShape | 'key'): Promise<number> {
  const key = by === 'key' ? sql`s.own_key` : at === 0 ? sql`s.match_key` : sql`s.other_keys[${at}::integer]`;
  const holders = by === 'key' ? keyHolders(db, set.objectId, set.keySource) : uniqueHolders(db, set.objectId, by.id);
  return db.run(
    sql`with asked as materialized (
          select s.row_no, ${by === 'key' ? key : uniqueForm(by, key)} as value from import_rows s
          where ${staged(db, set)} and s.record_id is null and ${key} is not null)
        update import_rows s set record_id = u.record_id from asked join ${holders} u on u.value = asked.value
        where ${staged(db, set)} and s.row_no = asked.row_no`,
  );
}

/** Whether two rows have met one record by different ways. */
export async function meetTwice(db: AccountDb, set: StagedSet): Promise<boolean> {
  if (set.match.length < 2) return false;
  const { twice } = await db.one<{ twice: boolean }>(
    sql`select count(s.record_id) > count(distinct s.record_id) as twice from import_rows s where ${staged(db, set)}`,
  );
  return twice;
}

export const newId = ({ firstId, firstRow }: StagedSet): Sql => sql`(${firstId}::bigint + s.row_no - ${firstRow}::bigint)`;

/** The record of a row: the one it has met, or the new one it becomes. */
export const recordId = (set: StagedSet): Sql => sql`coalesce(s.record_id, ${newId(set)})`;

/** The records of the rows, for `writeRecords`. */
export const recordSource = (
  db: AccountDb,
  set: StagedSet,
  given: { ownerId: number | null; causeId: number | null; emailStatus: Sql },
): Sql =>
  sql`select ${recordId(set)} as id, s.record_id is null as is_new, s.changes,
        case when s.record_id is null then ${given.ownerId}::bigint end as owner_id, ${set.importId}::bigint as import_id,
        ${given.causeId}::bigint as cause_id, ${given.emailStatus} as email_status
      from import_rows s where ${staged(db, set)}`;

/** How many of the rows meet no record. */
export async function newRowCount(db: AccountDb, set: StagedSet): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from import_rows s where ${staged(db, set)} and s.record_id is null`,
  );
  return count;
}

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

/** Rows that could not be read. */
export const rejectUnreadable = (db: AccountDb, set: StagedSet): Promise<number> =>
  reject(db, set, sql`s.reason is not null`, sql`s.reason`);

/** What the row is known by, for sentences: the first value there is to find its record by. */
const anyKey = sql`coalesce(s.match_key, (select k from unnest(s.other_keys) k where k is not null limit 1))`;

/** Rows whose record is there already, where only new ones are made. */
export const rejectExisting = (db: AccountDb, set: StagedSet, what: string): Promise<number> =>
  reject(
    db,
    set,
    sql`s.record_id is not null`,
    sql`'Row ' || s.row_no || ': there is already ' || ${what}::text || ' “' || ${anyKey} || '”.'`,
  );

/** Rows that meet no record, where only existing ones are changed. */
export const rejectMissing = (db: AccountDb, set: StagedSet, what: string, label: string): Promise<number> =>
  reject(
    db,
    set,
    sql`s.record_id is null`,
    sql`case when ${anyKey} is null then 'Row ' || s.row_no || ' has no ' || ${label}::text || ' to be matched by.'
      else 'Row ' || s.row_no || ': there is no ' || ${what}::text || ' “' || ${anyKey} || '”.' end`,
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
export async function mergedIds(db: AccountDb, set: StagedSet): Promise<number[]> {
  const rows = await db.many<{ id: number }>(sql`select ${recordId(set)} as id from import_rows s where ${staged(db, set)}`);
  return rows.map(({ id }) => id);
}

export interface SaidRow {
  id: number;
  channel: 'email' | 'sms';
  says: Standing;
  proof: Proof | null;
}

/** What the rows say of their people's permission on each channel, where it is more than nothing. */
export async function saidRows(db: AccountDb, set: StagedSet): Promise<SaidRow[]> {
  return db.many(
    sql`select ${recordId(set)} as id, c.channel, c.says, s.proof->c.channel as proof
        from import_rows s cross join lateral (values ('email', s.email_says), ('sms', s.sms_says)) c(channel, says)
        where ${staged(db, set)} and c.says is not null order by s.row_no`,
  );
}

/** The people the rows have made who begin with permission for bulk mail, with the words that prove it. */
export const declaredPeople = (db: AccountDb, set: StagedSet, span: number): Sql =>
  sql`select r.id as record_id, nullif(concat_ws(', ', 'opted in ' || (s.proof#>>'{email,since}'), s.proof#>>'{email,source}',
          'from ' || (s.proof#>>'{email,address}')), '') as evidence
      from records r
      left join import_rows s on ${staged(db, set)} and s.record_id is null and s.proof is not null and s.row_no = ${set.firstRow}::bigint + r.id - ${set.firstId}::bigint
      where r.account_id = ${db.accountId} and r.object_id = ${set.objectId} and r.id between ${set.firstId} and ${set.firstId + span - 1}
        and r.email_status = 1::smallint`;

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
