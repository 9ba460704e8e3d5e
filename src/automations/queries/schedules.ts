import { sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';
import type { DateTrigger } from '../schema.ts';

export interface ScheduleRow {
  automation_id: number;
  object_id: number;
  id: number;
  settings: DateTrigger;
  done_until: Date;
  until: Date | null;
  after_id: number;
}

export async function replaceScheduleRows(
  db: AccountDb,
  automationId: number,
  dated: readonly { id: number; date: DateTrigger }[],
): Promise<void> {
  await db.run(
    sql`delete from automation_schedules where account_id = ${db.accountId} and automation_id = ${automationId}
          and not id = any(${dated.map(({ id }) => id)}::integer[])`,
  );
  await db.run(
    sql`insert into automation_schedules as s (account_id, automation_id, id, settings, due_at, done_until)
        select ${db.accountId}, ${automationId}, d.id, d.date, ${db.now}, ${db.now}
        from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) d(id integer, date jsonb)
        on conflict (account_id, automation_id, id) do update
          set settings = excluded.settings, due_at = excluded.due_at, done_until = excluded.done_until, until = null, after_id = 0
          where s.settings is distinct from excluded.settings`,
  );
}

/** Dates that were reached while the map stood still have passed it by. */
export async function passSchedules(db: AccountDb, automationId: number): Promise<void> {
  await db.run(
    sql`update automation_schedules set due_at = ${db.now}, done_until = ${db.now}, until = null, after_id = 0
        where account_id = ${db.accountId} and automation_id = ${automationId}`,
  );
}

export async function accountsWithDates(db: SystemDb, realNow: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(
    sql`select account_id from due_schedules(${realNow})`,
    'automations.accounts-with-dates',
  );
  return rows.map(({ account_id }) => account_id);
}

const SCHEDULE = sql`s.automation_id, a.object_id, s.id, s.settings, s.done_until, s.until, s.after_id`;

/** The schedule that has been due longest, locked to the end of the transaction; none that others are at. */
export async function claimSchedule(db: AccountDb): Promise<ScheduleRow | undefined> {
  return db.maybeOne(
    sql`select ${SCHEDULE} from automation_schedules s
        join automations a on a.account_id = ${db.accountId} and a.id = s.automation_id and a.status = 'published'
        where s.account_id = ${db.accountId} and s.due_at <= ${db.now}
        order by s.due_at, s.automation_id, s.id limit 1 for update of s skip locked`,
    'automations.claim-schedule',
  );
}

export async function runningSchedules(db: AccountDb): Promise<(ScheduleRow & { due_at: Date })[]> {
  return db.many(
    sql`select ${SCHEDULE}, s.due_at from automation_schedules s
        join automations a on a.account_id = ${db.accountId} and a.id = s.automation_id and a.status = 'published'
        where s.account_id = ${db.accountId}`,
  );
}

/** The window has been worked on up to a record; the rest of it is done next. */
export async function continueSchedule(db: AccountDb, { automation_id, id }: ScheduleRow, until: Date, afterId: number): Promise<void> {
  await db.run(
    sql`update automation_schedules set until = ${until}, after_id = ${afterId}
        where account_id = ${db.accountId} and automation_id = ${automation_id} and id = ${id}`,
  );
}

/** Everybody up to a time has been let in; it is looked at again at `dueAt`, never when undefined. */
export async function finishSchedule(
  db: AccountDb,
  { automation_id, id }: ScheduleRow,
  { doneUntil, dueAt }: { doneUntil: Date; dueAt: Date | undefined },
): Promise<void> {
  await db.run(
    sql`update automation_schedules set done_until = ${doneUntil}, due_at = ${dueAt?.toISOString() ?? 'infinity'}::timestamptz, until = null, after_id = 0
        where account_id = ${db.accountId} and automation_id = ${automation_id} and id = ${id}`,
  );
}

/** Forgets whom a trigger let in for which date, where that is too long ago to happen again. */
export async function forgetOldDates(db: AccountDb, { automation_id, id }: ScheduleRow, before: Date): Promise<void> {
  await db.run(
    sql`delete from automation_dates where account_id = ${db.accountId} and automation_id = ${automation_id} and trigger_id = ${id}
          and reached_at < ${before}`,
  );
}

export async function forgetDatesOf(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from automation_dates where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

/** Notes who reaches a date and has not been let in for it by this trigger yet, and writes the events `told` about them (rows of `dateRows`). */
export async function noteDates(
  db: AccountDb,
  { automation_id, object_id, id }: ScheduleRow,
  reached: readonly { recordId: number; date: Date }[],
  told: Sql,
): Promise<number> {
  return db.run(
    sql`with anew as (
          insert into automation_dates (account_id, object_id, record_id, automation_id, trigger_id, occurrence, reached_at)
          select ${db.accountId}, ${object_id}, d.record_id, ${automation_id}, ${id}, d.occurrence, ${db.now}
          from unnest(${reached.map(({ recordId }) => recordId)}::bigint[], ${reached.map(({ date }) => date)}::timestamptz[]) d(record_id, occurrence)
          on conflict do nothing
          returning record_id)
        ${told}`,
  );
}

export const dateRows = ({ automation_id, object_id, id }: ScheduleRow): Sql =>
  sql`select ${object_id}::integer as object_id, a.record_id, ${automation_id}::bigint as subject_id,
        jsonb_build_object('trigger', ${id}::integer) as data from anew a`;

/** Named records whom a fixed date brings, as rows for the ledger. */
export const fixedDateRows = ({ automation_id, object_id, id }: ScheduleRow, recordIds: readonly number[], on: Date): Sql =>
  sql`select ${object_id}::integer as object_id, n.record_id, ${automation_id}::bigint as subject_id,
        jsonb_build_object('trigger', ${id}::integer, 'on', ${on.toISOString()}::text) as data
      from unnest(${recordIds}::bigint[]) n(record_id)`;
