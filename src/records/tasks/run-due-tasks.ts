import type { Database } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { recordEvents } from '../../ledger/index.ts';
import { taskReminded } from '../events.ts';
import { remindedRows, takeDueRecurrences, takeDueReminders } from '../queries/task-reminders.ts';
import { repeatTask } from './repeat-task.ts';

/** How many reminders, and how many recurring tasks, one transaction deals with. */
const REMINDERS = 5_000;
const RECURRENCES = 100;

/**
 * Reminds of an account's tasks whose time has come, each once however long nobody looked, and makes the next of those that recur when they
 * are due. Gives how many; 0 when nothing was due or another process has it.
 */
export async function runDueTasks(database: Database, accountId: number): Promise<number> {
  return database.account(accountId, async (db) => {
    const reminded = await takeDueReminders(db, REMINDERS);
    if (reminded.length > 0) {
      await recordEvents(db, system, {
        kind: taskReminded,
        subjectType: 'task',
        rows: remindedRows(db, reminded),
        columns: ['object_id', 'record_id', 'subject_id', 'data', 'personal'],
      });
    }
    const recurring = await takeDueRecurrences(db, RECURRENCES);
    for (const task of recurring) await repeatTask(db, system, (name, count) => database.nextIds(accountId, name, count), task);
    return reminded.length + recurring.length;
  });
}
