import { Temporal } from 'temporal-polyfill';
import type { DueSettings, ReminderSettings, TaskTab } from './task-shapes.ts';

/** When a task set now is due: hours run on, days keep the time of day in the zone, business days leave out Saturdays and Sundays. */
export function dueTime({ amount, unit }: DueSettings, now: Date, timeZone: string): Date {
  const start = zoned(now, timeZone);
  if (unit === 'hours') return dateOf(start.add({ hours: amount }));
  if (unit === 'days') return dateOf(start.add({ days: amount }));
  return dateOf(start.add({ days: calendarDays(start.dayOfWeek, amount) }));
}

/** How many days of the calendar so many business days from a weekday are; none from a weekend is the Monday after. */
function calendarDays(weekday: number, businessDays: number): number {
  let days = 0;
  for (let left = businessDays; left > 0 || isWeekend(weekday + days); days++) if (!isWeekend(weekday + days + 1)) left--;
  return days;
}

const isWeekend = (weekday: number): boolean => (weekday - 1) % 7 >= 5;

/** When to remind of a task, soonest first; what would lie in the past by now is left out. */
export function reminderTimes(
  reminders: readonly ReminderSettings[],
  dueAt: Date | null,
  { now, timeZone }: { now: Date; timeZone: string },
): Date[] {
  if (dueAt === null) return [];
  const times = reminders.map(({ amount, unit }) => dateOf(zoned(dueAt, timeZone).subtract({ [unit]: amount })).getTime());
  return [...new Set(times)]
    .filter((time) => time > now.getTime())
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** From when until when tasks of a tab are due: those late before today, today's, and all after. */
export function daysOf(tab: Exclude<TaskTab, 'done'>, now: Date, timeZone: string): { from: Date | null; before: Date | null } {
  const today = zoned(now, timeZone).startOfDay();
  const tomorrow = today.add({ days: 1 }).startOfDay();
  if (tab === 'overdue') return { from: null, before: dateOf(today) };
  return tab === 'today' ? { from: dateOf(today), before: dateOf(tomorrow) } : { from: dateOf(tomorrow), before: null };
}

/** Whether there is such a time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat(undefined, { timeZone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

const zoned = (time: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone);
const dateOf = (time: Temporal.ZonedDateTime): Date => new Date(time.epochMilliseconds);
