import { Temporal } from 'temporal-polyfill';
import type { Stretch } from '../../records/index.ts';
import type { DateTrigger, Offset } from '../schema.ts';
import { momentOfDate } from './wait.ts';

export type FieldDate = Extract<DateTrigger, { when: 'field' }>;
export type FixedDate = Extract<DateTrigger, { when: 'time' }>;

/** From just after one moment up to and with another. */
export interface Window {
  since: Date;
  until: Date;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Birthdays may be so long ago, and yearly days of contracts so far ahead. */
const YEARS = { back: 150, ahead: 50 } as const;

/**
 * Between which values of a field those lie whose date is reached within a window: a little more than them, because zones, days of different length
 * and months of different length shift a date. Days of the year are one stretch for each year there may be.
 */
export function stretchesOf(offset: Offset, isDay: boolean, { since, until }: Window): Stretch[] {
  const slack = slackOf(offset, isDay);
  const from = new Date(unshifted(offset, since).getTime() - slack);
  const to = new Date(unshifted(offset, until).getTime() + slack + 1);
  if (!offset.yearly) return [{ from, to }];
  if (to.getTime() - from.getTime() > 360 * DAY) return [{ from: inYear(from, -YEARS.back), to: inYear(to, YEARS.ahead) }];
  return Array.from({ length: YEARS.back + YEARS.ahead + 1 }, (_, index) => ({
    from: inYear(from, index - YEARS.back),
    to: inYear(to, index - YEARS.back),
  }));
}

function slackOf({ unit, at, yearly }: Offset, isDay: boolean): number {
  if (isDay || at !== undefined || yearly) return (unit === 'months' ? 6 : 3) * DAY;
  if (unit === 'months') return 5 * DAY;
  return unit === 'hours' ? 0 : 2 * HOUR;
}

function unshifted({ amount, unit, direction }: Offset, moment: Date): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO('UTC');
  return new Date(local.add({ [unit]: direction === 'before' ? amount : -amount }).epochMilliseconds);
}

function inYear(time: Date, years: number): Date {
  return new Date(Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO('UTC').add({ years }).epochMilliseconds);
}

/** When a date is reached, and which it is: a day is its beginning in UTC, whichever the zone, so that a change of zone makes no second one of it. */
export interface Reached {
  moment: Date;
  date: Date;
}

/** Which date of a record is reached within a window; undefined when none is. */
export function reachedDate(
  value: Date,
  isDay: boolean,
  { offset }: FieldDate,
  { since, until, zone }: Window & { zone: string },
): Reached | undefined {
  const stored = isDay ? value.toISOString().slice(0, 10) : value.toISOString();
  // A day of the year counts as not over until its end: what is given may lie before the window, and the next one in it.
  for (const from of offset.yearly ? [since, new Date(since.getTime() + DAY)] : [since]) {
    const moment = momentOfDate(stored, offset, from, zone);
    if (moment && moment > since && moment <= until) return { moment, date: isDay || offset.yearly ? beginning(moment, zone) : value };
  }
  return undefined;
}

function beginning(moment: Date, zone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return new Date(day.toZonedDateTime('UTC').epochMilliseconds);
}

/** When dates of a field are to be looked at next: no one is reached before, and each within a minute. */
export function nextLook({ offset, zone = 'account' }: FieldDate, isDay: boolean, now: Date, timeZone: string): Date {
  const { at = '00:00', unit } = offset;
  if (!isDay && offset.at === undefined) return new Date(Math.floor(now.getTime() / 60_000 + 1) * 60_000);
  if (zone === 'account' && unit !== 'hours') return nextTimeOfDay(at, now, timeZone);
  // Zones differ by quarters of an hour.
  const past = (Number(at.slice(3)) % 15) * 60_000;
  return new Date((Math.floor((now.getTime() - past) / (15 * 60_000)) + 1) * 15 * 60_000 + past);
}

function nextTimeOfDay(at: string, now: Date, timeZone: string): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let ahead = 0; ahead <= 2; ahead++) {
    const time = new Date(today.add({ days: ahead }).toZonedDateTime({ timeZone, plainTime: at }).epochMilliseconds);
    if (time > now) return time;
  }
  throw new Error('Every time of day comes again within two days.');
}

/** The last time a fixed date came within a window; undefined when it did not. */
export function lastOccurrence(trigger: FixedDate, { since, until }: Window, timeZone: string): Date | undefined {
  const times = occurrencesAround(trigger, until, timeZone).filter((time) => time > since && time <= until);
  return times.at(-1);
}

/** When a fixed date comes next; undefined when it has been. */
export const nextOccurrence = (trigger: FixedDate, after: Date, timeZone: string): Date | undefined =>
  occurrencesAround(trigger, after, timeZone).find((time) => time > after);

/** Those just before and after a moment, counted from the first, so that the last day of a month stays the last. */
function occurrencesAround({ at, every }: FixedDate, moment: Date, timeZone: string): Date[] {
  const first = Temporal.PlainDateTime.from(at);
  const timeOf = (count: number): Date =>
    new Date((every === 'once' ? first : first.add({ [`${every}s`]: count })).toZonedDateTime(timeZone).epochMilliseconds);
  if (every === 'once') return [timeOf(0)];
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const passed = first.until(local, { largestUnit: every })[`${every}s`];
  return [-1, 0, 1, 2]
    .map((step) => passed + step)
    .filter((count) => count >= 0)
    .map(timeOf);
}
