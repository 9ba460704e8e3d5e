import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { taskChanged, taskReassigned } from './events.ts';
import { updateTaskRow, type TaskChange, type TaskRow } from './queries/tasks.ts';
import { refuseEmptyRole, refuseStranger } from './refuse-stranger.ts';
import { recurrenceFrom } from './rules/recurrence.ts';
import type { Recurrence, RecurrenceInput, ReminderSettings } from './rules/task-shapes.ts';
import { recordOfTask, taskFor } from './task-for.ts';
import { setReminders } from './tasks/set-reminders.ts';

export interface TaskEdit {
  subject?: string | undefined;
  body?: string | undefined;
  dueAt?: Date | null | undefined;
  assigneeId?: number | undefined;
  /** Gives the task to whoever of the role takes it. */
  roleId?: number | undefined;
  reminders?: readonly ReminderSettings[] | undefined;
  recurrence?: RecurrenceInput | null | undefined;
}

/** Rewrites, reschedules or reassigns a pending task. Refuses `not_found`, `not_allowed`, `task_closed`, `no_such_user`, `no_such_role`. */
export async function changeTask(
  db: AccountDb,
  actor: Actor,
  { viewer, id, change }: { viewer: Viewer; id: number; change: TaskEdit },
): Promise<void> {
  const task = await taskFor(db, viewer, id);
  const next = await changed(db, task, change);
  await updateTaskRow(db, id, next);
  await setReminders(db, { ...task, due_at: next.dueAt, reminders: [...next.reminders] });
  const about = { ...recordOfTask(task), subject: { type: 'task', id } };
  if (next.assigneeId !== task.assignee_id || next.roleId !== task.role_id) {
    const data = { from: task.assignee_id, to: next.assigneeId, ...(next.assigneeId === null ? { role: next.roleId } : {}) };
    await recordEvent(db, actor, { kind: taskReassigned, ...about, data });
  }
  if (isRewritten(task, next)) {
    await recordEvent(db, actor, {
      kind: taskChanged,
      ...about,
      data: { dueAt: next.dueAt, was: task.due_at },
      personal: { subject: next.subject },
    });
  }
}

async function changed(db: AccountDb, task: TaskRow, change: TaskEdit): Promise<TaskChange> {
  const dueAt = change.dueAt === undefined ? task.due_at : change.dueAt;
  return {
    subject: change.subject ?? task.subject,
    body: change.body ?? task.body,
    dueAt,
    ...(await whoHas(db, task, change)),
    reminders: change.reminders ?? task.reminders,
    recurrence: change.recurrence === undefined ? task.recurrence : await recurrenceOf(db, change.recurrence, dueAt),
  };
}

async function whoHas(db: AccountDb, task: TaskRow, { assigneeId, roleId }: TaskEdit): Promise<Pick<TaskChange, 'assigneeId' | 'roleId'>> {
  if (roleId !== undefined && assigneeId === undefined) {
    await refuseEmptyRole(db, roleId, 'roleId');
    return { assigneeId: null, roleId };
  }
  if (assigneeId !== undefined && assigneeId !== task.assignee_id) await refuseStranger(db, assigneeId, 'assigneeId');
  return { assigneeId: assigneeId ?? task.assignee_id, roleId: task.role_id };
}

/** A recurrence that begins with this due time. Refuses one without. */
export async function recurrenceOf(db: AccountDb, input: RecurrenceInput | null, dueAt: Date | null): Promise<Recurrence | null> {
  if (input === null) return null;
  if (dueAt === null) throw invalid('dueAt', 'Say when it is due first: what recurs begins with a day and a time.', 'due_required');
  return recurrenceFrom(input, dueAt, (await accountSettings(db)).timeZone);
}

const isRewritten = (task: TaskRow, next: TaskChange): boolean =>
  next.subject !== task.subject ||
  next.body !== task.body ||
  next.dueAt?.getTime() !== task.due_at?.getTime() ||
  JSON.stringify(next.recurrence) !== JSON.stringify(task.recurrence) ||
  JSON.stringify(next.reminders) !== JSON.stringify(task.reminders);
