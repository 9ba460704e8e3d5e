import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { taskReassigned } from '../events.ts';
import { taskById, updateTaskAssignee } from '../queries/tasks.ts';
import { recordOfTask, roleOf, taskFor } from '../task-for.ts';

/** Takes a task that waits for the viewer's role; of two who try at once one has it. Refuses `not_found`, `not_allowed`, `task_closed` and `task_taken`. */
export async function claimTask(db: AccountDb, actor: Actor, { viewer, id }: { viewer: Viewer; id: number }): Promise<void> {
  const stands = await taskById(db, id, true);
  if (stands?.assignee_id && stands.assignee_id !== viewer.userId && stands.role_id === (await roleOf(db, viewer.userId))) {
    const holder = (await usersOf(db)).find((user) => user.id === stands.assignee_id);
    throw new Problem('task_taken', `${holder?.name ?? 'Somebody else'} has taken this task already. Take another.`, { status: 409 });
  }
  const task = await taskFor(db, viewer, id);
  if (task.assignee_id === viewer.userId) return;
  await updateTaskAssignee(db, id, viewer.userId);
  const data = { from: task.assignee_id, to: viewer.userId, claimed: true };
  await recordEvent(db, actor, { kind: taskReassigned, ...recordOfTask(task), subject: { type: 'task', id }, data });
}
