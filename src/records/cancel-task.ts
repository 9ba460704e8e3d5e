import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { userOf } from './complete-task.ts';
import { taskCancelled } from './events.ts';
import { deleteReminders } from './queries/task-reminders.ts';
import { closeTaskRow } from './queries/tasks.ts';
import { recordOfTask, taskFor } from './task-for.ts';

/** Closes a task that is not to be done, and with it the series of a recurring one. Refuses `not_found`, `not_allowed` and `task_closed`. */
export async function cancelTask(
  db: AccountDb,
  actor: Actor,
  { viewer, id, note = '' }: { viewer: Viewer; id: number; note?: string | undefined },
): Promise<void> {
  const task = await taskFor(db, viewer, id);
  await closeTaskRow(db, id, { status: 'cancelled', outcome: null, outcomeId: null, note, userId: userOf(actor) });
  await deleteReminders(db, [id]);
  await recordEvent(db, actor, {
    kind: taskCancelled,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    personal: { subject: task.subject, ...(note ? { note } : {}) },
  });
}
