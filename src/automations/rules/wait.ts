import { Temporal } from 'temporal-polyfill';
import type { WaitSettings } from '../schema.ts';

/** Waits that ask the clock alone. */
export type ClockWait = Extract<WaitSettings, { wait: 'for' | 'until' | 'window' }>;

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

function afterDuration({ amount, unit }: WaitSettings & { wait: 'for' }, now: Date, timeZone: string): Date {
  if (amount === 0) return now;
  return dateOf(zoned(now, timeZone).add({ [unit]: amount }));
}

function nextWindow({ weekdays, from, to }: WaitSettings & { wait: 'window' }, now: Date, timeZone: string): Date {
  const today = zoned(now, timeZone).toPlainDate();
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = today.add({ days: ahead });
    if (!weekdays.includes(day.dayOfWeek)) continue;
    const opens = dateOf(day.toZonedDateTime({ timeZone, plainTime: from }));
    if (now <= opens) return opens;
    if (to !== undefined && now < dateOf(day.toZonedDateTime({ timeZone, plainTime: to }))) return now;
  }
  throw new Error('A week has every weekday in it.');
}

const zoned = (now: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);

const dateOf = (time: Temporal.ZonedDateTime): Date => new Date(time.epochMilliseconds);

/** The account's calendar day, `2026-03-29`. */
export const dayOf = (now: Date, timeZone: string): string => zoned(now, timeZone).toPlainDate().toString();
