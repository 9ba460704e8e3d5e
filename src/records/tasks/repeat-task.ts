import { accountSettings, usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { createTasks } from '../create-tasks.ts';
import { markRecurred, type TaskFor, type TaskRow } from '../queries/tasks.ts';
import { nextOccurrence } from '../rules/recurrence.ts';

/**
 * Makes the next of a recurring task, once. Times that have passed by now are left out: after an absence one task waits, not a heap of them.
 * Nothing follows a last one.
 */
export async function repeatTask(db: AccountDb, actor: Actor, ids: NextIds, task: TaskRow): Promise<void> {
  const { recurrence, due_at: dueAt, object_id: objectId, record_id: recordId } = task;
  if (recurrence === null || task.recurred || objectId === null || recordId === null) return;
  await markRecurred(db, task.id);
  const { timeZone } = await accountSettings(db);
  const after = dueAt !== null && dueAt > db.now ? dueAt : db.now;
  const next = nextOccurrence(recurrence, after, timeZone);
  if (next === null) return;
  await createTasks(db, actor, ids, {
    objectId,
    recordIds: [recordId],
    subject: task.subject,
    body: task.body,
    assignee: await whoHasNext(db, task),
    dueAt: next,
    templateId: task.template_id,
    reminders: task.reminders,
    recurrence,
  });
}

/** What waited for a role waits for it again; all else stays with who had it, or goes to the record's owner when they have left. */
async function whoHasNext(db: AccountDb, { role_id, assignee_id }: TaskRow): Promise<TaskFor> {
  const present = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  if (role_id !== null && present.some(({ roleId }) => roleId === role_id)) return { roleId: role_id };
  return assignee_id !== null && present.some(({ id }) => id === assignee_id) ? assignee_id : 'owner';
}
