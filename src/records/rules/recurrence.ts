import rrule from 'rrule';
import { Temporal } from 'temporal-polyfill';
import type { Recurrence, RecurrenceInput } from './task-shapes.ts';

/**
 * When a recurring task is due next after a time; null when it comes no more. Its days and its time of day are the calendar's in the zone:
 * at nine o'clock it stays at nine, though the clocks change in between. A time that the change skips is taken that much later, one that
 * comes twice is taken the first time.
 */
export function nextOccurrence(recurrence: Recurrence, after: Date, timeZone: string): Date | null {
  const next = ruleOf(recurrence).after(wallClock(after, timeZone), false);
  if (next === null) return null;
  return new Date(Temporal.PlainDateTime.from(next.toISOString().slice(0, 19)).toZonedDateTime(timeZone).epochMilliseconds);
}

/** What somebody asked for, beginning with a task due then. */
export function recurrenceFrom(input: RecurrenceInput, dueAt: Date, timeZone: string): Recurrence {
  const [from, time] = wallClock(dueAt, timeZone).toISOString().split('T') as [string, string];
  return { ...input, from, at: time.slice(0, 5) };
}

/** The rule in wall-clock time, which the library is handed as if it were UTC: it knows no zones that way, and so cannot get them wrong. */
function ruleOf({ every, interval, weekdays, monthDay, until, from, at }: Recurrence): InstanceType<typeof rrule.RRule> {
  const { RRule } = rrule;
  const start = new Date(`${from}T${at}:00Z`);
  const days = weekdays?.map((day) => day - 1) ?? null;
  return new RRule({
    freq: { day: RRule.DAILY, week: RRule.WEEKLY, month: RRule.MONTHLY, year: RRule.YEARLY }[every],
    interval,
    dtstart: start,
    until: until === undefined ? null : new Date(`${until}T23:59:59Z`),
    ...(every === 'day' || every === 'week' ? { byweekday: days } : {}),
    ...(every === 'month' ? inMonth(monthDay ?? start.getUTCDate()) : {}),
    ...(every === 'year' ? { bymonth: start.getUTCMonth() + 1, ...inMonth(start.getUTCDate()) } : {}),
  });
}

/** A day that not every month has is its last day there. */
const inMonth = (day: number): { bymonthday: number[]; bysetpos?: number } =>
  day <= 28 ? { bymonthday: [day] } : { bymonthday: Array.from({ length: day - 27 }, (_, ahead) => 28 + ahead), bysetpos: -1 };

function wallClock(time: Date, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return new Date(`${here.toString({ smallestUnit: 'second' })}Z`);
}
