import { Temporal } from 'temporal-polyfill';
import type { Offset, QuietHours, WaitSettings } from '../schema.ts';

/** Waits that ask the clock alone. */
export type ClockWait = Extract<WaitSettings, { wait: 'for' | 'until' | 'window' }>;
export type FieldWait = Extract<WaitSettings, { wait: 'field' }>;
export type CriteriaWait = Extract<WaitSettings, { wait: 'criteria' }>;

/**
 * When a wait that begins now is over; now or earlier means at once. Days, weeks and months are the calendar's in the zone: a day
 * from nine o'clock ends at nine, though the clocks change in between. A time that the change skips is taken that much later, one
 * that comes twice is taken the first time.
 */
export function endOfWait(settings: ClockWait, now: Date, timeZone: string): Date {
  if (settings.wait === 'for') return afterDuration(settings, now, timeZone);
  if (settings.wait === 'until') return dateOf(Temporal.PlainDateTime.from(settings.at).toZonedDateTime(timeZone));
  return nextWindow(settings, now, timeZone);
}

/** Whether it is certain that the wait takes time: what a circle in a map needs. */
export const alwaysTakesTime = (settings: WaitSettings): boolean => settings.wait === 'for' && settings.amount > 0;

/** So long after a moment, by the calendar of the zone. */
export function afterDuration({ amount, unit }: Pick<ClockWait & { wait: 'for' }, 'amount' | 'unit'>, now: Date, timeZone: string): Date {
  return amount === 0 ? now : dateOf(zoned(now, timeZone).add({ [unit]: amount }));
}

function nextWindow({ weekdays, from, to }: WaitSettings & { wait: 'window' }, now: Date, timeZone: string): Date {
  const today = zoned(now, timeZone).toPlainDate();
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = today.add({ days: ahead });
    if (!weekdays.includes(day.dayOfWeek)) continue;
    const opens = atTime(day, from, timeZone);
    if (now <= opens) return opens;
    if (to !== undefined && now < atTime(day, to, timeZone)) return now;
  }
  throw new Error('A week has every weekday in it.');
}

/**
 * When a wait for a date of the record is over: so long before or after it, at a time of day where one is given. The date is a day
 * (`2026-03-29`) or a moment (ISO 8601) as fields keep it; undefined where it is neither. A yearly one is the next such day that is
 * not over; 29 February falls on the 28th in other years.
 */
export function momentOfDate(value: unknown, offset: Offset, now: Date, timeZone: string): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const date = localTimeOf(value, timeZone);
  if (!date) return undefined;
  if (!offset.yearly) return shifted(date, offset, timeZone);
  const first = zoned(now, timeZone).year + yearsToReach(offset);
  for (let year = first; year < first + 4; year++) {
    const moment = shifted(date.with({ year }), offset, timeZone);
    if (isNotOver(moment, offset, now, timeZone)) return moment;
  }
  throw new Error('Within four years of the first that may be meant one is.');
}

const UNITS_A_YEAR = { hours: 8_766, days: 365.25, weeks: 52.18, months: 12 };

/** The day of which year may be the first whose moment is still to come, counted from this one. */
function yearsToReach({ amount, unit, direction }: Offset): number {
  const years = amount / UNITS_A_YEAR[unit];
  return direction === 'after' ? -Math.ceil(years) - 1 : Math.floor(years) - 1;
}

function localTimeOf(value: string, timeZone: string): Temporal.PlainDateTime | undefined {
  try {
    return value.includes('T')
      ? Temporal.Instant.from(value).toZonedDateTimeISO(timeZone).toPlainDateTime()
      : Temporal.PlainDate.from(value).toPlainDateTime();
  } catch {
    return undefined;
  }
}

function shifted(date: Temporal.PlainDateTime, { amount, unit, direction, at }: Offset, timeZone: string): Date {
  const distance = { [unit]: direction === 'before' ? -amount : amount };
  if (unit === 'hours') return dateOf((at ? date.withPlainTime(at) : date).toZonedDateTime(timeZone).add(distance));
  const day = date.add(distance);
  return dateOf((at ? day.withPlainTime(at) : day).toZonedDateTime(timeZone));
}

/** A day without a time of day is not over before its end. */
function isNotOver(moment: Date, { at, unit }: Offset, now: Date, timeZone: string): boolean {
  if (moment >= now) return true;
  return at === undefined && unit !== 'hours' && dayOf(moment, timeZone) === dayOf(now, timeZone);
}

/** When it stops being quiet; undefined when it is not quiet now. */
export function endOfQuiet({ from, to, weekdays }: QuietHours, now: Date, timeZone: string): Date | undefined {
  let time = now;
  // Quiet hours may lead into a quiet day, and that into quiet hours again: at most six days, each with its hours.
  for (let turn = 0; turn < 16; turn++) {
    const end = endOfQuietDay(weekdays, time, timeZone) ?? endOfQuietHours(from, to, time, timeZone);
    if (!end) break;
    time = end;
  }
  return time > now ? time : undefined;
}

function endOfQuietDay(weekdays: readonly number[], time: Date, timeZone: string): Date | undefined {
  const day = zoned(time, timeZone).toPlainDate();
  return weekdays.includes(day.dayOfWeek) ? dateOf(day.add({ days: 1 }).toZonedDateTime(timeZone)) : undefined;
}

function endOfQuietHours(from: string, to: string, time: Date, timeZone: string): Date | undefined {
  if (from === to) return undefined;
  const today = zoned(time, timeZone).toPlainDate();
  // The hours of yesterday evening may reach into this morning.
  for (const day of [today.subtract({ days: 1 }), today]) {
    const begins = atTime(day, from, timeZone);
    const ends = atTime(from < to ? day : day.add({ days: 1 }), to, timeZone);
    if (begins <= time && time < ends) return ends;
  }
  return undefined;
}

const atTime = (day: Temporal.PlainDate, plainTime: string, timeZone: string): Date => dateOf(day.toZonedDateTime({ timeZone, plainTime }));

const zoned = (now: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);

const dateOf = (time: Temporal.ZonedDateTime): Date => new Date(time.epochMilliseconds);

/** The account's calendar day, `2026-03-29`. */
export const dayOf = (now: Date, timeZone: string): string => zoned(now, timeZone).toPlainDate().toString();
