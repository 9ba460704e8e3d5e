import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { eventsFragment } from '../ledger/index.ts';
import { fillTexts } from './fill-texts.ts';
import { refuseEmptyRole, refuseStranger } from './refuse-stranger.ts';
import { taskCreated } from './events.ts';
import { insertTasks, madeTaskRows, type NewTasks, type TaskRows } from './queries/tasks.ts';
import { reminderTimes } from './rules/task-times.ts';
import { LIMITS } from './schema.ts';

/**
 * Gives each record of a set a task, for one user, each record's owner or a role, in one statement with its events and reminders. Merge
 * fields in subject and text are filled in with each record's own values. Gives how many.
 */
export async function createTasks(db: AccountDb, actor: Actor, ids: NextIds, tasks: NewTasks): Promise<number> {
  if (tasks.recordIds.length === 0) return 0;
  if (typeof tasks.assignee === 'number') await refuseStranger(db, tasks.assignee, 'assigneeId');
  if (typeof tasks.assignee === 'object') await refuseEmptyRole(db, tasks.assignee.roleId, 'roleId');
  const rows: TaskRows = {
    firstId: await ids('task', tasks.recordIds.length),
    remindAt: await remindersOf(db, tasks),
    texts: await filledTexts(db, tasks),
  };
  const events = await eventsFragment(db, actor, {
    kind: taskCreated,
    subjectType: 'task',
    rows: madeTaskRows(tasks.objectId),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
  });
  return insertTasks(db, tasks, rows, events);
}

async function remindersOf(db: AccountDb, { reminders = [], dueAt }: NewTasks): Promise<Date[]> {
  if (reminders.length === 0) return [];
  return reminderTimes(reminders, dueAt, { now: db.now, timeZone: (await accountSettings(db)).timeZone });
}

/** The words of each record's own task, by whichever domain fills texts in; null when there is nothing to fill. */
async function filledTexts(db: AccountDb, { objectId, recordIds, subject, body = '' }: NewTasks): Promise<TaskRows['texts']> {
  const filled = await fillTexts(db, { objectId, recordIds, texts: [subject, body] });
  if (!filled) return null;
  const own = recordIds.map((id) => filled.get(id) ?? [subject, body]);
  return {
    recordIds,
    subjects: own.map(([text]) => text!.trim().slice(0, LIMITS.taskSubject)),
    bodies: own.map(([, text]) => text!.slice(0, LIMITS.note)),
  };
}
