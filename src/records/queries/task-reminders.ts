import { sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import { TASK, type TaskRow } from './tasks.ts';

/** The accounts in which somebody is to be reminded, or a task is to be made again. */
export async function accountsWithDueTasks(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from accounts_with_due_tasks(${now})`));
  return rows.map(({ account_id }) => account_id);
}

/** Puts these times in place of a task's reminders. */
export async function replaceReminders(
  db: AccountDb,
  task: { id: number; objectId: number | null; recordId: number | null },
  times: readonly Date[],
): Promise<void> {
  await deleteReminders(db, [task.id]);
  if (times.length === 0) return;
  await db.run(
    sql`insert into task_reminders (account_id, task_id, remind_at, object_id, record_id)
        select ${db.accountId}, ${task.id}, u.at, ${task.objectId}, ${task.recordId} from unnest(${times}::timestamptz[]) u(at)`,
  );
}

export async function deleteReminders(db: AccountDb, taskIds: readonly number[]): Promise<void> {
  await db.run(sql`delete from task_reminders where account_id = ${db.accountId} and task_id = any(${taskIds}::bigint[])`);
}

/** Takes up to `limit` reminders whose time has come; nobody else takes the same. Gives the tasks, each once however many were missed. */
export async function takeDueReminders(db: AccountDb, limit: number): Promise<number[]> {
  const rows = await db.many<{ task_id: number }>(
    sql`with due as materialized (
          select m.task_id, m.remind_at from task_reminders m where m.account_id = ${db.accountId} and m.remind_at <= ${db.now}
          order by m.remind_at limit ${limit} for update skip locked)
        delete from task_reminders m using due d
        where m.account_id = ${db.accountId} and m.task_id = d.task_id and m.remind_at = d.remind_at
        returning m.task_id`,
  );
  return [...new Set(rows.map(({ task_id }) => task_id))];
}

/** Rows for the events of reminders: tasks still to be done whose records are not in the bin. */
export const remindedRows = (db: AccountDb, taskIds: readonly number[]): Sql =>
  sql`select t.object_id, t.record_id, t.id as subject_id,
      jsonb_strip_nulls(jsonb_build_object('assignee', t.assignee_id, 'role', t.role_id, 'dueAt', t.due_at)) as data,
      jsonb_build_object('subject', t.subject) as personal
    from tasks t
    left join records r on r.account_id = ${db.accountId} and r.object_id = t.object_id and r.id = t.record_id and r.deleted_at is null
    where t.account_id = ${db.accountId} and t.id = any(${taskIds}::bigint[]) and t.status = 'pending'
      and (t.record_id is null or r.id is not null)`;

/** Recurring tasks that are due, done or not, and whose next one is to be made by now; nobody else takes the same. */
export async function takeDueRecurrences(db: AccountDb, limit: number): Promise<TaskRow[]> {
  return db.many(
    sql`select ${TASK}, null as record_name from tasks t
        where t.account_id = ${db.accountId} and t.status = 'pending' and t.recurrence is not null and not t.recurred and t.due_at <= ${db.now}
          and t.recurrence->>'next' = 'due'
        order by t.due_at limit ${limit} for update skip locked`,
  );
}

/** When a task next falls due, is reminded of, or is to be made again. */
export async function nextTaskDue(db: AccountDb): Promise<Date | undefined> {
  const row = await db.one<{ due_at: Date | null }>(
    sql`select least(
          (select min(t.due_at) from tasks t where t.account_id = ${db.accountId} and t.status = 'pending' and t.due_at > ${db.now}),
          (select min(m.remind_at) from task_reminders m where m.account_id = ${db.accountId})) as due_at`,
  );
  return row.due_at ?? undefined;
}
