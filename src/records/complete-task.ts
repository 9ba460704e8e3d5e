import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { taskCompleted } from './events.ts';
import { closeTaskRow } from './queries/tasks.ts';
import { recordOfTask, taskFor } from './task-for.ts';

/** Closes a task with what came of it. Refuses `not_found`, `not_allowed` and `task_closed`. */
export async function completeTask(
  db: AccountDb,
  actor: Actor,
  { viewer, id, outcome }: { viewer: Viewer; id: number; outcome: string },
): Promise<void> {
  const task = await taskFor(db, viewer, id);
  await closeTaskRow(db, id, 'complete', outcome);
  await recordEvent(db, actor, {
    kind: taskCompleted,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    personal: { subject: task.subject, outcome },
  });
}
