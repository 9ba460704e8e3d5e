import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { taskCancelled } from './events.ts';
import { cancelledTaskRows, cancelPending } from './queries/task-sets.ts';

/** Cancels those of the tasks that are still pending, in one statement with its events. Gives how many. */
export async function cancelTasks(db: AccountDb, actor: Actor, taskIds: readonly number[]): Promise<number> {
  const events = await eventsFragment(db, actor, {
    kind: taskCancelled,
    subjectType: 'task',
    rows: cancelledTaskRows,
    columns: ['object_id', 'record_id', 'subject_id', 'personal'],
  });
  return cancelPending(db, taskIds, events);
}
