import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import { keyHolders } from './keys.ts';
import { recordId, reject, staged, type StagedSet } from './staged.ts';
import { optedInBetween, uniqueForm, uniqueHolders, type FieldShape } from '../../records/index.ts';
import { STAGED_COLUMNS } from '../rules/copy-text.ts';
import type { Proof } from '../rules/rows.ts';
import type { Said } from '../schema.ts';

export const copyStatement = `copy import_rows (${STAGED_COLUMNS}) from stdin`;

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

/** The records of the rows, for `writeRecords`. */
export const recordSource = (
  db: AccountDb,
  set: StagedSet,
  given: { ownerId: number | null; causeId: number | null; emailStatus: Sql },
): Sql =>
  sql`select ${recordId(set)} as id, s.record_id is null as is_new, s.changes,
        case when s.record_id is null then coalesce(s.owner_id, ${given.ownerId}::bigint) else s.owner_id end as owner_id, ${set.importId}::bigint as import_id,
        ${given.causeId}::bigint as cause_id, ${given.emailStatus} as email_status
      from import_rows s where ${staged(db, set)}`;

/** How many of the rows meet no record. */
export async function newRowCount(db: AccountDb, set: StagedSet): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from import_rows s where ${staged(db, set)} and s.record_id is null`,
  );
  return count;
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
  says: Said;
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

/** The people the rows have made who begin with permission for bulk mail; with the words that prove it, where the file holds any. */
export function declaredPeople(db: AccountDb, set: StagedSet, { span, hasProof }: { span: number; hasProof: boolean }): Sql {
  const made = optedInBetween(db, { objectId: set.objectId, firstId: set.firstId, count: span });
  if (!hasProof) return sql`select r.id as record_id, null::text as evidence from ${made} r`;
  return sql`select r.id as record_id, nullif(concat_ws(', ', 'opted in ' || (s.proof#>>'{email,since}'), s.proof#>>'{email,source}',
          'from ' || (s.proof#>>'{email,address}')), '') as evidence
      from ${made} r
      left join import_rows s on ${staged(db, set)} and s.record_id is null and s.row_no = ${set.firstRow}::bigint + r.id - ${set.firstId}::bigint`;
}

/** The tags that stand in the rows, each with the records that get it. */
export async function taggedIds(db: AccountDb, set: StagedSet): Promise<{ name: string; ids: number[] }[]> {
  return db.many(
    sql`select min(t.name) as name, array_agg(distinct ${recordId(set)}) as ids
        from import_rows s cross join lateral unnest(s.tags) t(name)
        where ${staged(db, set)} and s.tags is not null group by lower(t.name)`,
  );
}

/** The texts that become notes, with their records; to be asked when the rows are written. */
export async function notesOfRows(db: AccountDb, set: StagedSet): Promise<{ recordId: number; body: string }[]> {
  return db.many(
    sql`select ${recordId(set)} as "recordId", n.body from import_rows s cross join lateral unnest(s.notes) n(body)
        where ${staged(db, set)} and s.notes is not null order by s.row_no`,
  );
}

/** Leaves nothing of the set behind. */
export async function clearStaged(db: AccountDb, set: StagedSet): Promise<void> {
  await db.run(sql`delete from import_rows s where ${staged(db, set)}`);
}
