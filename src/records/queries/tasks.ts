import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { OutcomeAction, Recurrence, ReminderSettings } from '../rules/task-shapes.ts';
import { setOf } from './tags.ts';

export type TaskStatus = 'pending' | 'complete' | 'cancelled';

/** What an outcome should have set off and could not, and why. */
export interface TaskFailure extends OutcomeAction {
  sentence: string;
}

export interface TaskRow {
  id: number;
  object_id: number | null;
  record_id: number | null;
  record_name: string | null;
  subject: string;
  body: string;
  assignee_id: number | null;
  role_id: number | null;
  template_id: number | null;
  due_at: Date | null;
  status: TaskStatus;
  outcome: string | null;
  outcome_id: number | null;
  ran_outcomes: number[];
  failures: TaskFailure[];
  reminders: ReminderSettings[];
  recurrence: Recurrence | null;
  recurred: boolean;
  note: string;
  completed_at: Date | null;
  completed_by: number | null;
  created_at: Date;
}

/** A user, each record's owner, or whoever of a role takes it. */
export type TaskFor = number | 'owner' | { roleId: number };

export interface NewTasks {
  objectId: number;
  recordIds: readonly number[];
  causeIds?: readonly (number | null)[];
  subject: string;
  body?: string;
  assignee: TaskFor;
  dueAt: Date | null;
  templateId?: number | null;
  reminders?: readonly ReminderSettings[];
  recurrence?: Recurrence | null;
}

/** Where the numbers begin, when to remind, and each record's own words where the texts have places to fill in. */
export interface TaskRows {
  firstId: number;
  remindAt: readonly Date[];
  texts: { recordIds: readonly number[]; subjects: readonly string[]; bodies: readonly string[] } | null;
}

/** One task for each living record of a set, with `events` of `told` (id, record_id, assignee_id, subject, cause_id). */
export async function insertTasks(db: AccountDb, tasks: NewTasks, rows: TaskRows, events: Sql): Promise<number> {
  const { assignee, texts } = { ...tasks, ...rows };
  const assigneeId = assignee === 'owner' ? sql`r.owner_id` : sql`${typeof assignee === 'number' ? assignee : null}::bigint`;
  const roleId = typeof assignee === 'object' ? assignee.roleId : null;
  const own = texts
    ? sql`left join unnest(${texts.recordIds}::bigint[], ${texts.subjects}::text[], ${texts.bodies}::text[]) w(id, subject, body) on w.id = s.id`
    : sql`cross join (select ${tasks.subject}::text as subject, ${tasks.body ?? ''}::text as body) w`;
  return db.run(
    sql`with given as materialized (
          select s.cause_id, r.id as record_id, ${rows.firstId}::bigint + row_number() over (order by r.id) - 1 as id, ${assigneeId} as assignee_id,
            w.subject, w.body
          from ${setOf(tasks.recordIds, tasks.causeIds)}
          join records r on r.account_id = ${db.accountId} and r.object_id = ${tasks.objectId} and r.id = s.id and r.deleted_at is null
          ${own}),
        made as (
          insert into tasks (account_id, id, object_id, record_id, subject, body, assignee_id, role_id, template_id, due_at, reminders, recurrence, created_at)
          select ${db.accountId}, g.id, ${tasks.objectId}, g.record_id, g.subject, g.body, g.assignee_id, ${roleId}, ${tasks.templateId ?? null},
            ${tasks.dueAt}, ${JSON.stringify(tasks.reminders ?? [])}::jsonb, ${jsonOrNull(tasks.recurrence)}::jsonb, ${db.now}
          from given g
          returning id, record_id, assignee_id, role_id, template_id, subject),
        reminding as (
          insert into task_reminders (account_id, task_id, remind_at, object_id, record_id)
          select ${db.accountId}, m.id, u.at, ${tasks.objectId}, m.record_id from made m cross join unnest(${rows.remindAt}::timestamptz[]) u(at)),
        told as (select m.id, m.record_id, m.assignee_id, m.role_id, m.template_id, m.subject, g.cause_id from made m join given g on g.id = m.id)
        ${events}`,
  );
}

export const jsonOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** Rows for the events of new tasks. */
export const madeTaskRows = (objectId: number): Sql =>
  sql`select ${objectId}::integer as object_id, t.record_id, t.id as subject_id, t.cause_id,
      jsonb_strip_nulls(jsonb_build_object('assignee', t.assignee_id, 'role', t.role_id, 'template', t.template_id)) as data,
      jsonb_build_object('subject', t.subject) as personal from told t`;

export const TASK = sql`t.id, t.object_id, t.record_id, t.subject, t.body, t.assignee_id, t.role_id, t.template_id, t.due_at, t.status, t.outcome,
  t.outcome_id, t.ran_outcomes, t.failures, t.reminders, t.recurrence, t.recurred, t.note, t.completed_at, t.completed_by, t.created_at`;

/** A task; with `lock` it stays as it is to the end of the transaction. */
export async function taskById(db: AccountDb, id: number, lock = false): Promise<TaskRow | undefined> {
  return db.maybeOne(
    sql`select ${TASK}, null as record_name from tasks t where t.account_id = ${db.accountId} and t.id = ${id} ${lock ? sql`for update` : empty}`,
  );
}

export async function tasksOfRecord(
  db: AccountDb,
  { objectId, recordId, after, limit }: { objectId: number; recordId: number; after?: number | undefined; limit: number },
): Promise<TaskRow[]> {
  const older = after === undefined ? sql`` : sql`and t.id < ${after}`;
  return db.many(
    sql`select ${TASK}, null as record_name from tasks t
        where t.account_id = ${db.accountId} and t.object_id = ${objectId} and t.record_id = ${recordId} ${older}
        order by t.id desc limit ${limit}`,
  );
}

export interface TaskChange {
  subject: string;
  body: string;
  dueAt: Date | null;
  assigneeId: number | null;
  roleId: number | null;
  reminders: readonly ReminderSettings[];
  recurrence: Recurrence | null;
}

export async function updateTaskRow(db: AccountDb, id: number, change: TaskChange): Promise<void> {
  await db.run(
    sql`update tasks set subject = ${change.subject}, body = ${change.body}, due_at = ${change.dueAt}, assignee_id = ${change.assigneeId},
          role_id = ${change.roleId}, reminders = ${JSON.stringify(change.reminders)}::jsonb, recurrence = ${jsonOrNull(change.recurrence)}::jsonb
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export interface Closing {
  status: TaskStatus;
  outcome: string | null;
  outcomeId: number | null;
  note: string;
  /** Who did it; who had no task of a role until now has it from now on. */
  userId: number | null;
}

export async function closeTaskRow(db: AccountDb, id: number, closing: Closing): Promise<void> {
  await db.run(
    sql`update tasks set status = ${closing.status}, outcome = ${closing.outcome}, outcome_id = ${closing.outcomeId}, note = ${closing.note},
          completed_at = ${db.now}, completed_by = ${closing.userId}, assignee_id = coalesce(assignee_id, ${closing.userId}::bigint)
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function reopenTaskRow(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update tasks set status = 'pending', outcome = null, outcome_id = null, note = '', completed_at = null, completed_by = null
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

/** Notes what an outcome set off, and what of it failed. */
export async function updateTaskRun(
  db: AccountDb,
  id: number,
  run: { outcomes: readonly number[]; failures: readonly TaskFailure[] },
): Promise<void> {
  await db.run(
    sql`update tasks set ran_outcomes = ${run.outcomes}::integer[], failures = ${JSON.stringify(run.failures)}::jsonb
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function updateTaskAssignee(db: AccountDb, id: number, assigneeId: number): Promise<void> {
  await db.run(sql`update tasks set assignee_id = ${assigneeId} where account_id = ${db.accountId} and id = ${id}`);
}

export async function markRecurred(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update tasks set recurred = true where account_id = ${db.accountId} and id = ${id}`);
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
