import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** Cancels pending tasks, telling by `events` of `cancelled` (id, object_id, record_id, subject). Gives how many. */
export async function cancelPending(db: AccountDb, taskIds: readonly number[], events: Sql): Promise<number> {
  return db.run(
    sql`with cancelled as (
          update tasks t set status = 'cancelled', completed_at = ${db.now}
          where t.account_id = ${db.accountId} and t.id = any(${taskIds}::bigint[]) and t.status = 'pending'
          returning t.id, t.object_id, t.record_id, t.subject)
        ${events}`,
  );
}

export const cancelledTaskRows: Sql = sql`select c.object_id, c.record_id, c.id as subject_id,
    jsonb_build_object('subject', c.subject) as personal from cancelled c`;

/** Which of the tasks are still pending. */
export async function pendingTasks(db: AccountDb, taskIds: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select t.id from tasks t where t.account_id = ${db.accountId} and t.id = any(${taskIds}::bigint[]) and t.status = 'pending'`,
  );
  return rows.map(({ id }) => id);
}
