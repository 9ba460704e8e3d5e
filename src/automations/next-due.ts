import type { AccountDb } from '../app/db.ts';
import { accountSettings } from '../accounts/index.ts';
import { datesOf } from './triggers/dates-of.ts';
import { nextDueAt } from './queries/positions.ts';
import { runningSchedules, type ScheduleRow } from './queries/schedules.ts';
import { nextOccurrence } from './rules/dates.ts';

const HOUR = 3_600_000;
/** How far ahead dates are looked for, step by step, so that the next is found without reading a year of them. */
const AHEAD_HOURS = [1, 12, 72, 720, 366 * 24];
/** Of more records than this near the next date, one of these is near enough to move a clock to. */
const MOST = 2_000;

/** When, by the account's clock, somebody next moves on a published map, or a date brings somebody onto one. */
export async function nextDue(db: AccountDb): Promise<Date | undefined> {
  const times = [await nextDueAt(db)];
  for (const schedule of await runningSchedules(db)) times.push(await nextDate(db, schedule));
  return times.filter((time) => time !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
}

async function nextDate(db: AccountDb, schedule: ScheduleRow): Promise<Date | undefined> {
  const { settings, done_until: since } = schedule;
  if (settings.when === 'time') return nextOccurrence(settings, since, (await accountSettings(db)).timeZone);
  const dates = await datesOf(db, schedule, settings);
  for (const hours of dates ? AHEAD_HOURS : []) {
    const until = new Date(db.now.getTime() + hours * HOUR);
    const { reached } = await dates!.within({ since, until }, { afterId: 0, limit: MOST });
    if (reached.length > 0) return new Date(Math.min(...reached.map(({ moment }) => moment.getTime())));
  }
  return undefined;
}
