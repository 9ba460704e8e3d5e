import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { replaceReminders } from '../queries/task-reminders.ts';
import type { TaskRow } from '../queries/tasks.ts';
import { reminderTimes } from '../rules/task-times.ts';

/** Works out anew when a task reminds of itself; nothing where its reminders or its time are gone. */
export async function setReminders(
  db: AccountDb,
  task: Pick<TaskRow, 'id' | 'object_id' | 'record_id' | 'reminders' | 'due_at'>,
): Promise<void> {
  const { timeZone } = await accountSettings(db);
  const times = reminderTimes(task.reminders, task.due_at, { now: db.now, timeZone });
  await replaceReminders(db, { id: task.id, objectId: task.object_id, recordId: task.record_id }, times);
}
