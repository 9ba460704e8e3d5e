import { z } from 'zod';
import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShapes } from './object-shapes.ts';
import { listedTasks, outcomesOf, taskCount, type ListedTask, type TaskPage, type TasksOf } from './queries/task-lists.ts';
import type { TaskRow, TaskStatus } from './queries/tasks.ts';
import { reaches } from './rules/rights.ts';
import { TASK_TABS, type TaskTab } from './rules/task-shapes.ts';
import { daysOf, isTimeZone } from './rules/task-times.ts';
import { roleOf } from './task-for.ts';

const cursorSchema = z.tuple([z.iso.datetime().nullable(), z.int().positive()]);

/** Counted no further: what is beyond is shown as more. */
const COUNTED = 500;
/** So many of the latest closed tasks say what tasks come to. */
const OUTCOMES_AMONG = 500;

export interface TasksAsked {
  status: TaskStatus;
  tab?: TaskTab | undefined;
  /** Whose days count; the account's when left out. */
  zone?: string | undefined;
  of?: 'me' | 'roles' | 'others' | number | undefined;
  outcome?: string | undefined;
  dueBefore?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A page of tasks: one's own, those of one's role, or other people's about records one may see. Refuses a cursor that is not ours. */
export async function myTasks(db: AccountDb, viewer: Viewer, asked: TasksAsked): Promise<{ tasks: TaskRow[]; cursor: string | null }> {
  const { limit, cursor, outcome } = asked;
  const of = await whose(db, viewer, asked.of);
  if (of === null) return { tasks: [], cursor: null };
  const page: TaskPage = { of, outcome, ...(await rangeOf(db, asked)), limit: limit + 1 };
  if (asked.dueBefore !== undefined) page.dueBefore = new Date(asked.dueBefore);
  if (cursor !== undefined) page.after = placeOf(cursor);
  const found = await listedTasks(db, page);
  const tasks = found.slice(0, limit).map((task) => withName(viewer, task));
  const last = found.length > limit ? tasks.at(-1) : undefined;
  return { tasks, cursor: last ? cursorOf(page.status, last) : null };
}

export interface TaskCounts {
  /** By tab; `more` where there are more than were counted. */
  tabs: Record<TaskTab, { count: number; more: boolean }>;
  /** Waiting for somebody of the viewer's role. */
  roles: { count: number; more: boolean };
  outcomes: { outcome: string; count: number }[];
}

/** How many tasks stand in each tab, and what came of the latest. */
export async function countTasks(db: AccountDb, viewer: Viewer, asked: Pick<TasksAsked, 'zone' | 'of'>): Promise<TaskCounts> {
  const of = await whose(db, viewer, asked.of);
  const tabs = {} as TaskCounts['tabs'];
  for (const tab of TASK_TABS)
    tabs[tab] = await counted(db, of, { ...(await rangeOf(db, { ...asked, tab, status: 'pending', limit: 0 })) });
  return {
    tabs,
    roles: await counted(db, await whose(db, viewer, 'roles'), { status: 'pending' }),
    outcomes: of === null ? [] : await outcomesOf(db, of, OUTCOMES_AMONG),
  };
}

async function counted(db: AccountDb, of: TasksOf | null, page: Omit<TaskPage, 'of' | 'limit'>): Promise<{ count: number; more: boolean }> {
  const count = of === null ? 0 : await taskCount(db, { ...page, of }, COUNTED + 1);
  return { count: Math.min(count, COUNTED), more: count > COUNTED };
}

async function whose(db: AccountDb, viewer: Viewer, of: TasksAsked['of'] = 'me'): Promise<TasksOf | null> {
  if (of === 'me' || of === viewer.userId) return { userId: viewer.userId };
  if (of === 'roles') {
    const roleId = await roleOf(db, viewer.userId);
    return roleId === null ? null : { roleId };
  }
  const objectIds = (await objectShapes(db)).map(({ id }) => id);
  return { viewer, objectIds, ...(of === 'others' ? {} : { userId: of }) };
}

async function rangeOf(db: AccountDb, { tab, status, zone }: TasksAsked): Promise<Pick<TaskPage, 'status' | 'dueFrom' | 'dueBefore'>> {
  if (tab === undefined) return { status };
  if (tab === 'done') return { status: 'complete' };
  if (zone !== undefined && !isTimeZone(zone)) throw invalid('zone', 'There is no such time zone. Give one like Europe/Berlin.');
  const { from, before } = daysOf(tab, db.now, zone ?? (await accountSettings(db)).timeZone);
  return { status: 'pending', ...(from ? { dueFrom: from } : {}), ...(before ? { dueBefore: before } : {}) };
}

/** One may have a task about a record that one may not see: then its name is not told either. */
function withName(viewer: Viewer, { owner_id, ...task }: ListedTask): TaskRow {
  const isSeen = task.object_id !== null && reaches(viewer, viewer.on(task.object_id).view, owner_id);
  return { ...task, record_name: isSeen ? task.record_name : null };
}

const cursorOf = (status: TaskStatus, { due_at, completed_at, id }: TaskRow): string =>
  Buffer.from(JSON.stringify([status === 'pending' ? due_at : completed_at, id])).toString('base64url');

function placeOf(cursor: string): { at: Date | null; id: number } {
  try {
    const [at, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: at === null ? null : new Date(at), id };
  } catch {
    throw invalid('cursor', 'This page’s cursor does not fit the list. Begin again with the first page.', 'cursor_wrong');
  }
}
