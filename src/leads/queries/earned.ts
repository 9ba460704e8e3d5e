import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { livingRows } from '../../records/index.ts';
import type { EventLine } from '../rules/score-settings.ts';

/** Points given by hand or by maps stand under this line. */
export const ADDED = 0;

/**
 * Of events as rows (record_id, at): how many count on which day, at most `perDay` of each day and `most` of all, the earliest first. Rows
 * (record_id, line_id, day, amount) for a larger statement.
 */
export function countedEvents(line: Pick<EventLine, 'id' | 'most' | 'perDay'>, events: Sql, timeZone: string): Sql {
  const daily = line.perDay === null ? sql`count(*)` : sql`least(count(*), ${line.perDay}::bigint)`;
  const running = sql`sum(d.often) over (partition by d.record_id order by d.day)`;
  const amount =
    line.most === null
      ? sql`d.often`
      : sql`(least(${running}, ${line.most}::bigint) - least(${running} - d.often, ${line.most}::bigint))::bigint`;
  return sql`select d.record_id, ${line.id}::integer as line_id, d.day, ${amount} as amount
    from (select h.record_id, (h.at at time zone ${timeZone}::text)::date as day, ${daily} as often from (${events}) h group by 1, 2) d`;
}

/** Adds what the events of a batch, rows (record_id, at), earn by a line, as far as its limits leave room. Gives the records that earned. */
export async function earnByEvents(
  db: AccountDb,
  scoreId: number,
  line: Pick<EventLine, 'id' | 'most' | 'perDay'>,
  { events, timeZone }: { events: Sql; timeZone: string },
): Promise<{ record_id: number; day: string }[]> {
  const most = line.most === null ? sql`null::bigint` : sql`${line.most}::bigint - coalesce(had.ever, 0)`;
  const daily = line.perDay === null ? sql`n.often` : sql`least(n.often, ${line.perDay}::bigint - coalesce(had.on_day, 0))`;
  const room = sql`greatest(0, ${daily})`;
  return db.many(
    sql`with happened as materialized (
          select h.record_id, (h.at at time zone ${timeZone}::text)::date as day, count(*) as often from (${events}) h group by 1, 2),
        open as (
          select n.record_id, n.day, ${room} as often, ${most} as most
          from happened n
          cross join lateral (
            select sum(e.amount) as ever, sum(e.amount) filter (where e.day = n.day) as on_day from score_earned e
            where e.account_id = ${db.accountId} and e.score_id = ${scoreId} and e.record_id = n.record_id and e.line_id = ${line.id}) had),
        counted as (
          select o.record_id, o.day, greatest(0, case when o.most is null then o.often
              else least(o.often, o.most - (sum(o.often) over (partition by o.record_id order by o.day) - o.often)) end)::bigint as amount
          from open o)
        insert into score_earned as e (account_id, score_id, record_id, line_id, day, amount)
        select ${db.accountId}, ${scoreId}, c.record_id, ${line.id}, c.day, c.amount from counted c where c.amount > 0
        order by c.record_id, c.day
        on conflict (account_id, score_id, record_id, line_id, day) do update set amount = e.amount + excluded.amount
        returning e.record_id, e.day`,
  );
}

/** Gives points to living records on a day of theirs. Gives how many records got them. */
export async function addPoints(
  db: AccountDb,
  given: { scoreId: number; objectId: number; recordIds: readonly number[]; points: number; day: string },
): Promise<number> {
  return db.run(
    sql`insert into score_earned as e (account_id, score_id, record_id, line_id, day, amount)
        select ${db.accountId}, ${given.scoreId}, r.id, ${ADDED}, ${given.day}::date, ${given.points}
        from (${livingRows(db.accountId, given.objectId)}) r where r.id = any(${given.recordIds}::bigint[])
        order by r.id
        on conflict (account_id, score_id, record_id, line_id, day) do update set amount = e.amount + excluded.amount`,
  );
}

/** Takes what is counted anew, and what no line of the score counts any more, from a stretch of records. */
export async function forgetCounted(
  db: AccountDb,
  scoreId: number,
  stretch: { after: number; upTo: number; recount: readonly number[]; lines: readonly number[] },
): Promise<void> {
  await db.run(
    sql`delete from score_earned e
        where e.account_id = ${db.accountId} and e.score_id = ${scoreId} and e.record_id > ${stretch.after} and e.record_id <= ${stretch.upTo}
          and (e.line_id = any(${stretch.recount}::integer[]) or not e.line_id = any(${[ADDED, ...stretch.lines]}::integer[]))`,
  );
}

/** Writes down what lines count; `counted` are selects of (record_id, line_id, day, amount). */
export async function insertCounted(db: AccountDb, scoreId: number, counted: readonly Sql[]): Promise<void> {
  if (counted.length === 0) return;
  await db.run(
    sql`insert into score_earned (account_id, score_id, record_id, line_id, day, amount)
        select ${db.accountId}, ${scoreId}, c.record_id, c.line_id, c.day, c.amount from (${join(counted, ' union all ')}) c
        where c.amount > 0`,
  );
}

/** What records earned, as rows (record_id, line_id, day, amount) for a larger statement. */
export const earnedRows = (accountId: number, scoreId: number): Sql =>
  sql`select e.record_id, e.line_id, e.day, e.amount from score_earned e
      where e.account_id = ${accountId}::bigint and e.score_id = ${scoreId}::bigint`;

/** On which days anybody earned something that still counts. */
export async function earningDays(db: AccountDb, scoreId: number): Promise<string[]> {
  const rows = await db.many<{ day: string }>(
    sql`select distinct e.day from score_earned e where e.account_id = ${db.accountId} and e.score_id = ${scoreId}`,
  );
  return rows.map(({ day }) => day);
}

export interface EarnedRow {
  line_id: number;
  day: string;
  amount: number;
}

export async function earnedOf(db: AccountDb, scoreId: number, recordId: number): Promise<EarnedRow[]> {
  return db.many(
    sql`select e.line_id, e.day, e.amount from score_earned e
        where e.account_id = ${db.accountId} and e.score_id = ${scoreId} and e.record_id = ${recordId} order by e.line_id, e.day`,
  );
}

/** Everything a record of an object earned, score by score. */
export async function earnedByRecord(
  db: AccountDb,
  objectId: number,
  recordId: number,
): Promise<(EarnedRow & { score_id: number; name: string })[]> {
  return db.many(
    sql`select e.score_id, s.name, e.line_id, e.day, e.amount
        from scores s join score_earned e on e.account_id = ${db.accountId} and e.score_id = s.id and e.record_id = ${recordId}
        where s.account_id = ${db.accountId} and s.object_id = ${objectId} order by e.score_id, e.line_id, e.day`,
  );
}

export async function forgetEarned(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from score_earned e using scores s
        where s.account_id = ${db.accountId} and s.object_id = ${objectId}
          and e.account_id = ${db.accountId} and e.score_id = s.id and e.record_id = ${recordId}`,
  );
}

export interface MovedEarning {
  score_id: number;
  line_id: number;
  day: string;
  amount: number;
}

/** Takes everything a record earned, to be given to another. */
export async function takeEarned(db: AccountDb, objectId: number, recordId: number): Promise<MovedEarning[]> {
  return db.many(
    sql`delete from score_earned e using scores s
        where s.account_id = ${db.accountId} and s.object_id = ${objectId}
          and e.account_id = ${db.accountId} and e.score_id = s.id and e.record_id = ${recordId}
        returning e.score_id, e.line_id, e.day, e.amount`,
  );
}

/** Gives a record what another earned, or with `sign` -1 takes it from there, as far as it is still there. */
export async function giveEarned(db: AccountDb, recordId: number, earned: readonly MovedEarning[], sign: 1 | -1): Promise<void> {
  if (earned.length === 0) return;
  const column = <K extends keyof MovedEarning>(key: K): MovedEarning[K][] => earned.map((row) => row[key]);
  await db.run(
    sql`insert into score_earned as e (account_id, score_id, record_id, line_id, day, amount)
        select ${db.accountId}, g.score_id, ${recordId}, g.line_id, g.day, g.amount * ${sign}
        from unnest(${column('score_id')}::bigint[], ${column('line_id')}::integer[], ${column('day')}::date[], ${column('amount')}::bigint[])
          g(score_id, line_id, day, amount)
        on conflict (account_id, score_id, record_id, line_id, day) do update set amount = e.amount + excluded.amount`,
  );
  await db.run(
    sql`delete from score_earned e where e.account_id = ${db.accountId} and e.score_id = any(${column('score_id')}::bigint[])
          and e.record_id = ${recordId} and (e.amount = 0 or e.amount < 0 and e.line_id <> ${ADDED})`,
  );
}

/** Of events of a batch those about records of an object, and about certain subjects where given, as rows (record_id, at). */
export const batchEventsOf = (events: Sql, objectId: number, subjects: readonly number[] | undefined): Sql =>
  sql`select b.record_id, b.at from (${events}) b
      where b.object_id = ${objectId} and b.record_id is not null ${subjects ? sql`and b.subject_id = any(${subjects}::bigint[])` : sql``}`;

/** Of events, rows (record_id, at), those of some records, a select of record_id. */
export const ofRecords = (events: Sql, records: Sql): Sql =>
  sql`select o.record_id, o.at from (${events}) o where o.record_id in (select s.record_id from (${records}) s)`;

/** What was given by hand or by maps, as rows (record_id, line_id, day, amount) for a larger statement. */
export const addedRows = (accountId: number, scoreId: number): Sql =>
  sql`${earnedRows(accountId, scoreId)} and e.line_id = ${ADDED}::integer`;

/** Several such selects as one. */
export const earnedFrom = (parts: readonly Sql[]): Sql =>
  parts.length > 0
    ? join(parts, ' union all ')
    : sql`select null::bigint as record_id, null::integer as line_id, null::date as day, null::bigint as amount where false`;
