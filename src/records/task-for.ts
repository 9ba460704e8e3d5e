import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { taskById, type TaskRow } from './queries/tasks.ts';
import { recordFor } from './record-for.ts';

/** A pending task for somebody who has it, or may edit its record. Refuses `not_found`, `not_allowed` and `task_closed`. */
export async function taskFor(db: AccountDb, viewer: Viewer, id: number): Promise<TaskRow> {
  const task = await taskById(db, id, true);
  if (!task) throw notFound('task');
  if (task.assignee_id !== viewer.userId) {
    if (task.object_id === null || task.record_id === null) throw notFound('task');
    await recordFor(db, viewer, 'edit', { objectId: task.object_id, id: task.record_id });
  }
  if (task.status !== 'pending') {
    throw new Problem('task_closed', `This task is already ${task.status}. Create a new one.`, { status: 409 });
  }
  return task;
}

/** The record a task is about, for its events. */
export const recordOfTask = ({ object_id, record_id }: TaskRow): { record?: { objectId: number; id: number } } =>
  object_id === null || record_id === null ? {} : { record: { objectId: object_id, id: record_id } };
