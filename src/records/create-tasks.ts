import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { eventsFragment } from '../ledger/index.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { taskCreated } from './events.ts';
import { insertTasks, madeTaskRows, type NewTasks } from './queries/tasks.ts';

/** Gives each record of a set a task, for one user or for each record's owner, in one statement with its events. Gives how many. */
export async function createTasks(db: AccountDb, actor: Actor, ids: NextIds, tasks: NewTasks): Promise<number> {
  if (tasks.recordIds.length === 0) return 0;
  if (tasks.assignee !== 'owner') await refuseStranger(db, tasks.assignee, 'assignee');
  const firstId = await ids('task', tasks.recordIds.length);
  const events = await eventsFragment(db, actor, {
    kind: taskCreated,
    subjectType: 'task',
    rows: madeTaskRows(tasks.objectId),
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data', 'personal'],
  });
  return insertTasks(db, tasks, firstId, events);
}
