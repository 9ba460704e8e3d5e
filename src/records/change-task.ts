import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { taskChanged, taskReassigned } from './events.ts';
import { updateTaskRow, type TaskChange } from './queries/tasks.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { recordOfTask, taskFor } from './task-for.ts';

/** Rewrites, reschedules or reassigns a pending task. Refuses `not_found`, `not_allowed`, `task_closed` and `no_such_user`. */
export async function changeTask(
  db: AccountDb,
  actor: Actor,
  { viewer, id, change }: { viewer: Viewer; id: number; change: Partial<TaskChange> },
): Promise<void> {
  const task = await taskFor(db, viewer, id);
  const stands: TaskChange = { subject: task.subject, body: task.body, dueAt: task.due_at, assigneeId: task.assignee_id };
  const next: TaskChange = { ...stands, ...change };
  if (next.assigneeId !== null && next.assigneeId !== stands.assigneeId) await refuseStranger(db, next.assigneeId, 'assigneeId');
  await updateTaskRow(db, id, next);
  const about = { ...recordOfTask(task), subject: { type: 'task', id } };
  if (next.assigneeId !== stands.assigneeId) {
    await recordEvent(db, actor, { kind: taskReassigned, ...about, data: { from: stands.assigneeId, to: next.assigneeId } });
  }
  if (next.subject !== stands.subject || next.body !== stands.body || next.dueAt?.getTime() !== stands.dueAt?.getTime()) {
    await recordEvent(db, actor, { kind: taskChanged, ...about, data: { dueAt: next.dueAt }, personal: { subject: next.subject } });
  }
}
