import { z } from 'zod';
import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { reaches } from './rules/rights.ts';
import { tasksOfUser, type TaskPage, type TaskRow, type TaskStatus } from './queries/tasks.ts';

const cursorSchema = z.tuple([z.iso.datetime().nullable(), z.int().positive()]);

export interface TasksAsked {
  status: TaskStatus;
  dueBefore?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A page of the viewer's own tasks by due time. Refuses a cursor that is not ours with `cursor_wrong`. */
export async function myTasks(db: AccountDb, viewer: Viewer, asked: TasksAsked): Promise<{ tasks: TaskRow[]; cursor: string | null }> {
  const { status, limit, dueBefore, cursor } = asked;
  const page: TaskPage = { assigneeId: viewer.userId, status, limit: limit + 1 };
  if (dueBefore !== undefined) page.dueBefore = new Date(dueBefore);
  if (cursor !== undefined) page.after = placeOf(cursor);
  const found = await tasksOfUser(db, page);
  const tasks = found.slice(0, limit).map((task) => withName(viewer, task));
  const last = found.length > limit ? tasks.at(-1) : undefined;
  return { tasks, cursor: last ? Buffer.from(JSON.stringify([last.due_at, last.id])).toString('base64url') : null };
}

/** One may have a task about a record that one may not see: then its name is not told either. */
function withName(viewer: Viewer, { owner_id, ...task }: TaskRow & { owner_id: number | null }): TaskRow {
  const isSeen = task.object_id !== null && reaches(viewer, viewer.on(task.object_id).view, owner_id);
  return { ...task, record_name: isSeen ? task.record_name : null };
}

function placeOf(cursor: string): { dueAt: Date | null; id: number } {
  try {
    const [dueAt, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { dueAt: dueAt === null ? null : new Date(dueAt), id };
  } catch {
    throw invalid('cursor', 'This page’s cursor does not fit the list. Begin again with the first page.', 'cursor_wrong');
  }
}
