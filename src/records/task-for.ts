import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { notFound, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { taskById, type TaskRow } from './queries/tasks.ts';
import { recordFor } from './record-for.ts';

/**
 * A pending task for somebody who has it, whose role may take it, or who may edit its record. It stays as it is to the end of the
 * transaction. Refuses `not_found`, `not_allowed` and `task_closed`.
 */
export async function taskFor(db: AccountDb, viewer: Viewer, id: number): Promise<TaskRow> {
  const task = await anyTaskFor(db, viewer, id, 'edit');
  if (task.status !== 'pending') {
    throw new Problem('task_closed', `This task is already ${task.status}. Look at what came of it, or open it again.`, { status: 409 });
  }
  return task;
}

/** A task, closed ones too, for somebody who may see (or edit) it. Refuses `not_found` and `not_allowed`. */
export async function anyTaskFor(db: AccountDb, viewer: Viewer, id: number, purpose: 'view' | 'edit'): Promise<TaskRow> {
  const task = await taskById(db, id, purpose === 'edit');
  if (!task) throw notFound('task');
  if (task.assignee_id === viewer.userId || (await mayTake(db, viewer, task))) return task;
  if (task.object_id === null || task.record_id === null) throw notFound('task');
  await recordFor(db, viewer, purpose, { objectId: task.object_id, id: task.record_id });
  return task;
}

/** Whether a task waits for somebody of the viewer's role. */
export const mayTake = async (db: AccountDb, viewer: Viewer, task: TaskRow): Promise<boolean> =>
  task.assignee_id === null && task.role_id !== null && task.role_id === (await roleOf(db, viewer.userId));

/** The role of a user; null for who has no seat. */
export async function roleOf(db: AccountDb, userId: number): Promise<number | null> {
  return (await usersOf(db)).find(({ id, hasLeft }) => id === userId && !hasLeft)?.roleId ?? null;
}

/** The roles somebody has: a task may wait for each. */
export async function rolesOfTasks(db: AccountDb): Promise<{ id: number; name: string }[]> {
  const present = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  return [...new Map(present.map(({ roleId, roleName }) => [roleId, { id: roleId, name: roleName }])).values()];
}

/** The record a task is about, for its events. */
export const recordOfTask = ({ object_id, record_id }: TaskRow): { record?: { objectId: number; id: number } } =>
  object_id === null || record_id === null ? {} : { record: { objectId: object_id, id: record_id } };
