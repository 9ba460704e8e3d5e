import { empty, join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { withinReach } from './records.ts';
import { TASK, type TaskRow, type TaskStatus } from './tasks.ts';

/** Whose tasks: one's own, those of a role that nobody has taken, or other people's about records one may see. */
export type TasksOf = { userId: number } | { roleId: number } | { viewer: Viewer; objectIds: readonly number[]; userId?: number };

export interface TaskPage {
  of: TasksOf;
  status: TaskStatus;
  outcome?: string | undefined;
  dueFrom?: Date | undefined;
  dueBefore?: Date | undefined;
  /** False for those without a time; they come after all others, unless there is a last time. */
  isDated?: boolean;
  /** The last task of the page before: the next begins after it. */
  after?: { at: Date | null; id: number } | undefined;
  limit: number;
}

export type ListedTask = TaskRow & { owner_id: number | null };

/**
 * A page of tasks: pending ones by due time, those without one last; closed ones by when they were closed, latest first. Tasks with a time
 * and those without are read one after the other: asked for together, no index gives their order (60 ms of 100,000 tasks instead of 5).
 */
export async function listedTasks(db: AccountDb, page: TaskPage): Promise<ListedTask[]> {
  if (page.status !== 'pending') return read(db, page, sql`t.completed_at desc, t.id desc`);
  const isPastDated = page.after !== undefined && page.after.at === null;
  const dated = isPastDated ? [] : await read(db, page, sql`t.due_at, t.id`);
  if (dated.length === page.limit || page.dueBefore !== undefined) return dated;
  const rest = {
    ...page,
    dueFrom: undefined,
    after: isPastDated ? page.after : undefined,
    limit: page.limit - dated.length,
    isDated: false,
  };
  return [...dated, ...(await read(db, rest, sql`t.id`))];
}

const read = (db: AccountDb, page: TaskPage, order: Sql): Promise<ListedTask[]> =>
  db.many(
    sql`select ${TASK}, r.name as record_name, r.owner_id ${fromTasks(db, page)} ${onward(page)} order by ${order} limit ${page.limit}`,
  );

/** How many tasks a list holds, counted no further than `most`. */
export async function taskCount(db: AccountDb, page: Omit<TaskPage, 'limit' | 'after'>, most: number): Promise<number> {
  const count = await counted(db, page, most);
  const isWhole = page.status !== 'pending' || page.dueBefore !== undefined || count >= most;
  return isWhole ? count : count + (await counted(db, { ...page, dueFrom: undefined, isDated: false }, most - count));
}

async function counted(db: AccountDb, page: Omit<TaskPage, 'limit' | 'after'>, most: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from (select 1 ${fromTasks(db, page)} limit ${most}) counted`,
  );
  return count;
}

/** The tasks of a list with their records; what is about a record in the bin is as if it were not there. */
function fromTasks(db: AccountDb, page: Omit<TaskPage, 'limit' | 'after'>): Sql {
  return sql`from tasks t
    left join records r on r.account_id = ${db.accountId} and r.object_id = t.object_id and r.id = t.record_id and r.deleted_at is null
    where t.account_id = ${db.accountId} and ${whose(page.of)} and t.status = ${page.status} and (t.record_id is null or r.id is not null)
      ${page.outcome === undefined ? empty : sql`and t.outcome = ${page.outcome}`} ${dueWithin(page)}`;
}

function whose(of: TasksOf): Sql {
  if ('roleId' in of) return sql`t.role_id = ${of.roleId} and t.assignee_id is null`;
  if (!('viewer' in of)) return sql`t.assignee_id = ${of.userId}`;
  const reach = of.objectIds.map((id) => sql`(t.object_id = ${id} and ${withinReach(of.viewer, of.viewer.on(id).view)})`);
  const seen = reach.length === 0 ? sql`false` : sql`(${join(reach, ' or ')})`;
  return of.userId === undefined ? sql`t.assignee_id <> ${of.viewer.userId} and ${seen}` : sql`t.assignee_id = ${of.userId} and ${seen}`;
}

function dueWithin({ status, dueFrom, dueBefore, isDated = true }: Omit<TaskPage, 'limit'>): Sql {
  if (status !== 'pending') return empty;
  if (!isDated) return sql`and t.due_at is null`;
  const from = dueFrom ? sql`and t.due_at >= ${dueFrom}` : sql`and t.due_at is not null`;
  return dueBefore ? sql`${from} and t.due_at < ${dueBefore}` : from;
}

function onward({ after, status }: TaskPage): Sql {
  if (!after) return empty;
  if (status !== 'pending') return sql`and (t.completed_at, t.id) < (${after.at}::timestamptz, ${after.id}::bigint)`;
  return after.at === null ? sql`and t.id > ${after.id}` : sql`and (t.due_at, t.id) > (${after.at}::timestamptz, ${after.id}::bigint)`;
}

/** What came of the latest closed tasks of a list, each once with how often. */
export async function outcomesOf(db: AccountDb, of: TasksOf, among: number): Promise<{ outcome: string; count: number }[]> {
  return db.many(
    sql`select l.outcome, count(*) as count from (
          select t.outcome ${fromTasks(db, { of, status: 'complete' })} order by t.completed_at desc limit ${among}) l
        where l.outcome is not null group by l.outcome order by count(*) desc, l.outcome limit 50`,
  );
}

/** Those of the tasks that are still to be done, with who has their records; they stay as they are to the end of the transaction. */
export async function lockedTasks(db: AccountDb, ids: readonly number[]): Promise<ListedTask[]> {
  return db.many(
    sql`select ${TASK}, r.name as record_name, r.owner_id from tasks t
        left join records r on r.account_id = ${db.accountId} and r.object_id = t.object_id and r.id = t.record_id and r.deleted_at is null
        where t.account_id = ${db.accountId} and t.id = any(${ids}::bigint[]) order by t.id for update of t`,
  );
}

/** Hands tasks to a user, telling by `events` of `moved` (id, object_id, record_id, from_id). */
export async function assignTasks(db: AccountDb, ids: readonly number[], assigneeId: number, events: Sql): Promise<number> {
  return db.run(
    sql`with before as materialized (select t.id, t.assignee_id from tasks t where t.account_id = ${db.accountId} and t.id = any(${ids}::bigint[])),
        moved as (
          update tasks t set assignee_id = ${assigneeId} from before b
          where t.account_id = ${db.accountId} and t.id = b.id and t.assignee_id is distinct from ${assigneeId}
          returning t.id, t.object_id, t.record_id, b.assignee_id as from_id)
        ${events}`,
  );
}

export const assignedRows = (assigneeId: number): Sql =>
  sql`select m.object_id, m.record_id, m.id as subject_id, jsonb_build_object('from', m.from_id, 'to', ${assigneeId}::bigint) as data from moved m`;

/** Puts tasks off to a time, telling by `events` of `moved` (id, object_id, record_id, subject). */
export async function rescheduleTasks(db: AccountDb, ids: readonly number[], dueAt: Date | null, events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update tasks t set due_at = ${dueAt} where t.account_id = ${db.accountId} and t.id = any(${ids}::bigint[])
          returning t.id, t.object_id, t.record_id, t.subject)
        ${events}`,
  );
}

export const rescheduledRows = (dueAt: Date | null): Sql =>
  sql`select m.object_id, m.record_id, m.id as subject_id, jsonb_build_object('dueAt', ${dueAt?.toISOString() ?? null}::text) as data,
      jsonb_build_object('subject', m.subject) as personal from moved m`;
