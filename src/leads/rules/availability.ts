import { Temporal } from 'temporal-polyfill';
import type { Hours, MemberSettings } from './router-settings.ts';

/** What availability rests upon beside the member's own settings. */
export interface Present {
  now: Date;
  accountZone: string;
}

/** How many records a member has got on their present day and in its week. */
export interface Given {
  today: number;
  week: number;
}

/** How far ahead somebody is looked for: whoever is not back within a year is not waited for. */
const HORIZON_DAYS = 366;

export const localNow = ({ zone }: MemberSettings, { now, accountZone }: Present): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone ?? accountZone);

/** The member's present day, and the Monday its week begins with. */
export function daysOf(settings: MemberSettings, present: Present): { today: string; monday: string } {
  const today = localNow(settings, present).toPlainDate();
  return { today: today.toString(), monday: today.subtract({ days: today.dayOfWeek - 1 }).toString() };
}

export type Absence = 'away' | 'off_hours' | 'day_full' | 'week_full';

/** Why a member gets nothing now; undefined when they are there. */
export function absenceOf(settings: MemberSettings, given: Given, present: Present): Absence | undefined {
  const here = localNow(settings, present);
  if (isAway(settings, here.toPlainDate())) return 'away';
  if (settings.capWeek !== null && given.week >= settings.capWeek) return 'week_full';
  if (settings.capDay !== null && given.today >= settings.capDay) return 'day_full';
  return isAtWork(settings, here) ? undefined : 'off_hours';
}

/** When a member next gets something, at the earliest now; undefined when that is more than a year away. */
export function backAt(settings: MemberSettings, given: Given, present: Present): Date | undefined {
  const here = localNow(settings, present);
  const absence = absenceOf(settings, given, present);
  if (absence === undefined) return present.now;
  const today = here.toPlainDate();
  const first = firstDay(absence, today);
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const day = first.add({ days: ahead });
    if (isAway(settings, day)) continue;
    for (const begin of beginningsOn(settings, day, here.timeZoneId)) {
      if (Temporal.Instant.compare(begin.toInstant(), here.toInstant()) > 0) return new Date(begin.epochMilliseconds);
    }
  }
  return undefined;
}

function firstDay(absence: Absence, today: Temporal.PlainDate): Temporal.PlainDate {
  if (absence === 'week_full') return today.add({ days: 8 - today.dayOfWeek });
  return absence === 'day_full' ? today.add({ days: 1 }) : today;
}

const isAway = ({ away }: MemberSettings, day: Temporal.PlainDate): boolean =>
  away !== null && day.toString() >= away.from && day.toString() <= away.to;

/** By instants and not by readings of the clock: at the end of summer time one hour comes twice, at its beginning one is not there. */
function isAtWork({ hours }: MemberSettings, here: Temporal.ZonedDateTime): boolean {
  if (hours === null) return true;
  const day = here.toPlainDate();
  return [day, day.subtract({ days: 1 })].some((begun) =>
    hours.some((stretch) => {
      if (!stretch.days.includes(begun.dayOfWeek)) return false;
      const { from, to } = instantsOf(stretch, begun, here.timeZoneId);
      return Temporal.Instant.compare(from, here.toInstant()) <= 0 && Temporal.Instant.compare(here.toInstant(), to) < 0;
    }),
  );
}

/** The moments of a day at which a member may begin to get something: midnight, where caps and absences end, and when hours begin. */
function beginningsOn({ hours }: MemberSettings, day: Temporal.PlainDate, zone: string): Temporal.ZonedDateTime[] {
  const midnight = day.toZonedDateTime({ timeZone: zone });
  if (hours === null) return [midnight];
  const begins = hours
    .filter(({ days }) => days.includes(day.dayOfWeek))
    .map((stretch) => instantsOf(stretch, day, zone).from.toZonedDateTimeISO(zone));
  const works = { hours, zone: null, capDay: null, capWeek: null, away: null };
  return [...(isAtWork(works, midnight) ? [midnight] : []), ...begins].toSorted(Temporal.ZonedDateTime.compare);
}

function instantsOf(stretch: Hours, day: Temporal.PlainDate, timeZone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const from = atTime(day, stretch.from, timeZone);
  const to = atTime(stretch.to <= stretch.from ? day.add({ days: 1 }) : day, stretch.to, timeZone);
  return { from: from.toInstant(), to: to.toInstant() };
}

function atTime(day: Temporal.PlainDate, time: string, timeZone: string): Temporal.ZonedDateTime {
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime({ timeZone });
  return day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
}
