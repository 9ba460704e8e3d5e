import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskReopened } from '../events.ts';
import { reopenTaskRow } from '../queries/tasks.ts';
import { anyTaskFor, recordOfTask } from '../task-for.ts';
import { setReminders } from './set-reminders.ts';

/** Opens a closed task again. What its outcome set off stays, and is not set off a second time. Refuses `not_found` and `not_allowed`. */
export async function reopenTask(db: AccountDb, actor: Actor, { viewer, id }: { viewer: Viewer; id: number }): Promise<void> {
  const task = await anyTaskFor(db, viewer, id, 'edit');
  if (task.status === 'pending') return;
  await reopenTaskRow(db, id);
  await setReminders(db, task);
  await recordEvent(db, actor, {
    kind: taskReopened,
    ...recordOfTask(task),
    subject: { type: 'task', id },
    data: { was: task.status },
    personal: { subject: task.subject },
  });
}
