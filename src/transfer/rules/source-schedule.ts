import { Temporal } from 'temporal-polyfill';
import type { SourceSchedule } from './source-input.ts';

const FIRST_RETRY_MINUTES = 5;
const LAST_RETRY_MINUTES = 6 * 60;

/** When files are looked for next, after `now`: by the calendar of the zone, so that two o'clock stays two o'clock when the clocks change. */
export function nextFetch(schedule: SourceSchedule, now: Date, timeZone: string): Date {
  if (schedule.every === 'hours') return new Date(now.getTime() + schedule.hours * 3_600_000);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = today.add({ days: ahead });
    if (schedule.every === 'week' && day.dayOfWeek !== schedule.weekday) continue;
    const at = new Date(day.toZonedDateTime({ timeZone, plainTime: schedule.at }).epochMilliseconds);
    if (at > now) return at;
  }
  throw new Error('A week has every weekday in it.');
}

/** After a failure sooner, at first: five minutes, twice that each time, at most six hours, and never later than by the schedule. */
export function nextTry(schedule: SourceSchedule, failures: number, now: Date, timeZone: string): Date {
  const minutes = Math.min(FIRST_RETRY_MINUTES * 2 ** Math.max(0, failures - 1), LAST_RETRY_MINUTES);
  const soon = new Date(now.getTime() + minutes * 60_000);
  const planned = nextFetch(schedule, now, timeZone);
  return soon < planned ? soon : planned;
}

/** Whether a file's name fits a pattern of `*` and `?`, whatever its case. */
export function fitsPattern(name: string, pattern: string): boolean {
  let [at, star, mark, from] = [0, -1, 0, 0];
  const [text, wanted] = [name.toLowerCase(), pattern.toLowerCase()];
  while (from < text.length) {
    if (wanted[at] === '?' || (wanted[at] !== '*' && wanted[at] === text[from])) {
      at++;
      from++;
    } else if (wanted[at] === '*') {
      star = at++;
      mark = from;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else return false;
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}
