import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { NextIds } from '../../app/kernel/domain.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { completeTask } from '../complete-task.ts';
import { taskChanged, taskReassigned } from '../events.ts';
import { assignedRows, assignTasks, lockedTasks, rescheduledRows, rescheduleTasks, type ListedTask } from '../queries/task-lists.ts';
import { refuseStranger } from '../refuse-stranger.ts';
import { reaches } from '../rules/rights.ts';
import type { BulkTasks } from '../rules/task-shapes.ts';
import { roleOf } from '../task-for.ts';
import { setReminders } from './set-reminders.ts';

export interface ChangedTasks {
  done: number;
  /** Tasks that stay as they are, with a sentence each. */
  refused: { id: number; sentence: string }[];
}

const COLUMNS = ['object_id', 'record_id', 'subject_id', 'data'] as const;

/** Completes, reassigns or reschedules the tasks somebody has chosen; those they may not touch, or that are closed, are refused one by one. */
export async function changeManyTasks(
  db: AccountDb,
  actor: Actor,
  { viewer, ids, change }: { viewer: Viewer; ids: NextIds; change: BulkTasks },
): Promise<ChangedTasks> {
  if (change.do === 'reassign') await refuseStranger(db, change.assigneeId, 'assigneeId');
  const { mine, refused } = await sorted(db, viewer, [...new Set(change.ids)]);
  if (change.do === 'complete') return completeEach(db, actor, { viewer, ids, mine, refused, outcome: change.outcome });
  if (change.do === 'reassign') await assignTasks(db, idsOf(mine), change.assigneeId, await assigned(db, actor, change.assigneeId));
  else await reschedule(db, actor, mine, change.dueAt === null ? null : new Date(change.dueAt));
  return { done: mine.length, refused };
}

/** The tasks the viewer may change, and a sentence for each they may not. */
async function sorted(
  db: AccountDb,
  viewer: Viewer,
  ids: readonly number[],
): Promise<{ mine: ListedTask[]; refused: ChangedTasks['refused'] }> {
  const found = await lockedTasks(db, ids);
  const roleId = await roleOf(db, viewer.userId);
  const reached = (task: ListedTask): boolean =>
    task.assignee_id === viewer.userId ||
    (task.assignee_id === null && task.role_id !== null && task.role_id === roleId) ||
    (task.object_id !== null &&
      reaches(viewer, viewer.on(task.object_id).view, task.owner_id) &&
      reaches(viewer, viewer.on(task.object_id).edit, task.owner_id));
  const within = found.filter(reached);
  const mine = within.filter(({ status }) => status === 'pending');
  const closed = within
    .filter(({ status }) => status !== 'pending')
    .map(({ id, status }) => ({ id, sentence: `This task is already ${status}.` }));
  const known = new Set(idsOf(within));
  const unknown = ids.filter((id) => !known.has(id)).map((id) => ({ id, sentence: 'There is no such task, or you may not change it.' }));
  return { mine, refused: [...closed, ...unknown] };
}

const idsOf = (tasks: readonly ListedTask[]): number[] => tasks.map(({ id }) => id);

interface Completing {
  viewer: Viewer;
  ids: NextIds;
  mine: readonly ListedTask[];
  refused: ChangedTasks['refused'];
  outcome: string | undefined;
}

/** One after the other: each has its own outcomes, form and record. One that is refused keeps no other from being done. */
async function completeEach(db: AccountDb, actor: Actor, { viewer, ids, mine, refused, outcome }: Completing): Promise<ChangedTasks> {
  const others = [...refused];
  for (const { id } of mine) {
    try {
      await db.savepoint(() => completeTask(db, actor, { viewer, ids, id, outcome }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      others.push({ id, sentence: error.message });
    }
  }
  return { done: mine.length - (others.length - refused.length), refused: others };
}

const assigned = (db: AccountDb, actor: Actor, assigneeId: number) =>
  eventsFragment(db, actor, { kind: taskReassigned, subjectType: 'task', rows: assignedRows(assigneeId), columns: COLUMNS });

async function reschedule(db: AccountDb, actor: Actor, tasks: readonly ListedTask[], dueAt: Date | null): Promise<void> {
  const rows = rescheduledRows(dueAt);
  const events = await eventsFragment(db, actor, { kind: taskChanged, subjectType: 'task', rows, columns: [...COLUMNS, 'personal'] });
  await rescheduleTasks(db, idsOf(tasks), dueAt, events);
  for (const task of tasks.filter(({ reminders }) => reminders.length > 0)) await setReminders(db, { ...task, due_at: dueAt });
}
