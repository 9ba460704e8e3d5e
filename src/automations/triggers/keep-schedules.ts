import type { AccountDb } from '../../app/db.ts';
import { dateReached } from '../events.ts';
import { replaceScheduleRows } from '../queries/schedules.ts';
import type { Trigger } from '../schema.ts';

/**
 * Makes the date triggers among these the ones a map looks at dates for. One that is new, or waits for another date than before, begins now: whose date
 * was reached before has passed it by. One that stays as it was goes on where it was.
 */
export async function keepSchedules(db: AccountDb, automationId: number, triggers: readonly Trigger[]): Promise<void> {
  const dated = triggers.flatMap(({ id, event, date }) => (event === dateReached.kind && date ? [{ id, date }] : []));
  await replaceScheduleRows(db, automationId, dated);
}
