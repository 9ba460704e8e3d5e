import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { taskCancelled } from './events.ts';
import { closeTaskRow } from './queries/tasks.ts';
import { recordOfTask, taskFor } from './task-for.ts';

/** Closes a task that is not to be done. Refuses `not_found`, `not_allowed` and `task_closed`. */
export async function cancelTask(db: AccountDb, actor: Actor, { viewer, id }: { viewer: Viewer; id: number }): Promise<void> {
  const task = await taskFor(db, viewer, id);
  await closeTaskRow(db, id, 'cancelled', null);
  await recordEvent(db, actor, {
    kind: taskCancelled,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    personal: { subject: task.subject },
  });
}
