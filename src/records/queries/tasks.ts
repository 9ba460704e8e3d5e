import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { setOf } from './tags.ts';

export type TaskStatus = 'pending' | 'complete' | 'cancelled';

export interface TaskRow {
  id: number;
  object_id: number | null;
  record_id: number | null;
  record_name: string | null;
  subject: string;
  body: string;
  assignee_id: number | null;
  due_at: Date | null;
  status: TaskStatus;
  outcome: string | null;
  completed_at: Date | null;
  created_at: Date;
}

export interface NewTasks {
  objectId: number;
  recordIds: readonly number[];
  causeIds?: readonly (number | null)[];
  subject: string;
  body?: string;
  /** A user, or each record's owner. */
  assignee: number | 'owner';
  dueAt: Date | null;
}

/** One task for each living record of a set, numbered from `firstId`, with `events` of `made` (id, record_id, cause_id, subject, body). */
export async function insertTasks(db: AccountDb, tasks: NewTasks, firstId: number, events: Sql): Promise<number> {
  const assignee = tasks.assignee === 'owner' ? sql`r.owner_id` : sql`${tasks.assignee}::bigint`;
  return db.run(
    sql`with given as materialized (
          select s.cause_id, r.id as record_id, ${firstId}::bigint + row_number() over (order by r.id) - 1 as id, ${assignee} as assignee_id
          from ${setOf(tasks.recordIds, tasks.causeIds)}
          join records r on r.account_id = ${db.accountId} and r.object_id = ${tasks.objectId} and r.id = s.id and r.deleted_at is null),
        made as (
          insert into tasks (account_id, id, object_id, record_id, subject, body, assignee_id, due_at, created_at)
          select ${db.accountId}, g.id, ${tasks.objectId}, g.record_id, ${tasks.subject}, ${tasks.body ?? ''}, g.assignee_id, ${tasks.dueAt}, ${db.now}
          from given g
          returning id, record_id, assignee_id, subject),
        told as (select m.id, m.record_id, m.assignee_id, m.subject, g.cause_id from made m join given g on g.id = m.id)
        ${events}`,
  );
}

/** Rows for the events of new tasks. */
export const madeTaskRows = (objectId: number): Sql =>
  sql`select ${objectId}::integer as object_id, t.record_id, t.id as subject_id, t.cause_id, jsonb_build_object('assignee', t.assignee_id) as data,
      jsonb_build_object('subject', t.subject) as personal from told t`;

const TASK = sql`t.id, t.object_id, t.record_id, t.subject, t.body, t.assignee_id, t.due_at, t.status, t.outcome, t.completed_at, t.created_at`;

/** A task; with `lock` it stays as it is to the end of the transaction. */
export async function taskById(db: AccountDb, id: number, lock = false): Promise<TaskRow | undefined> {
  return db.maybeOne(
    sql`select ${TASK}, null as record_name from tasks t where t.account_id = ${db.accountId} and t.id = ${id} ${lock ? sql`for update` : empty}`,
  );
}

export async function tasksOfRecord(db: AccountDb, objectId: number, recordId: number, limit: number): Promise<TaskRow[]> {
  return db.many(
    sql`select ${TASK}, null as record_name from tasks t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.record_id = ${recordId}
        order by t.id desc limit ${limit}`,
  );
}

export interface TaskPage {
  assigneeId: number;
  status: TaskStatus;
  dueBefore?: Date;
  /** The last task of the page before: the next begins after it. */
  after?: { dueAt: Date | null; id: number };
  limit: number;
}

/** A user's tasks of one status by due time, those without one last, with the names and owners of their records. */
export async function tasksOfUser(db: AccountDb, page: TaskPage): Promise<(TaskRow & { owner_id: number | null })[]> {
  const { after } = page;
  const onward =
    after === undefined
      ? empty
      : after.dueAt === null
        ? sql`and t.due_at is null and t.id > ${after.id}`
        : sql`and (t.due_at > ${after.dueAt} or t.due_at is null or (t.due_at = ${after.dueAt} and t.id > ${after.id}))`;
  const due = page.dueBefore === undefined ? empty : sql`and t.due_at < ${page.dueBefore}`;
  return db.many(
    sql`select ${TASK}, r.name as record_name, r.owner_id
        from tasks t
        left join records r on r.account_id = ${db.accountId} and r.object_id = t.object_id and r.id = t.record_id and r.deleted_at is null
        where t.account_id = ${db.accountId} and t.assignee_id = ${page.assigneeId} and t.status = ${page.status} ${due} ${onward}
        order by t.due_at, t.id limit ${page.limit}`,
  );
}

export interface TaskChange {
  subject: string;
  body: string;
  dueAt: Date | null;
  assigneeId: number | null;
}

export async function updateTaskRow(db: AccountDb, id: number, change: TaskChange): Promise<void> {
  await db.run(
    sql`update tasks set subject = ${change.subject}, body = ${change.body}, due_at = ${change.dueAt}, assignee_id = ${change.assigneeId}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function closeTaskRow(db: AccountDb, id: number, status: TaskStatus, outcome: string | null): Promise<void> {
  await db.run(
    sql`update tasks set status = ${status}, outcome = ${outcome}, completed_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Hands a user's pending tasks to another, telling by `events` of `moved` (id, object_id, record_id). */
export async function moveTasks(db: AccountDb, fromUserId: number, toUserId: number, events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update tasks t set assignee_id = ${toUserId}
          where t.account_id = ${db.accountId} and t.assignee_id = ${fromUserId} and t.status = 'pending'
          returning t.id, t.object_id, t.record_id)
        ${events}`,
  );
}

export const movedTaskRows = (fromUserId: number, toUserId: number): Sql =>
  sql`select m.object_id, m.record_id, m.id as subject_id, jsonb_build_object('from', ${fromUserId}::bigint, 'to', ${toUserId}::bigint) as data from moved m`;

/** When the next pending task falls due after now. */
export async function nextTaskDue(db: AccountDb): Promise<Date | undefined> {
  const row = await db.one<{ due_at: Date | null }>(
    sql`select min(t.due_at) as due_at from tasks t where t.account_id = ${db.accountId} and t.status = 'pending' and t.due_at > ${db.now}`,
  );
  return row.due_at ?? undefined;
}
