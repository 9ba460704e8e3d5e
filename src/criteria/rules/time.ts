import { Temporal } from 'temporal-polyfill';
import type { Question, Unit } from './language.ts';
import { namedDay } from './named-days.ts';

/** A stretch of time from `from` until before `until`; without one of them it is open on that side. */
export interface Stretch<Point> {
  from?: Point;
  until?: Point;
}

/** From which month and day to which (`02-27` to `03-06`), both included. */
export type YearlyStretch = readonly [from: string, to: string];

export interface Present {
  now: Date;
  timeZone: string;
}

/** How far a relative time may reach: a hundred years in each unit. */
export const MOST_AMOUNT: Readonly<Record<Unit, number>> = { hours: 876_000, days: 36_500, weeks: 5_200, months: 1_200, years: 100 };

const FIRST_YEAR = 1000;
const LAST_YEAR = 9998;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?<seconds>:\d{2}(\.\d{1,9})?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/i;

/** Whether this is a date that can be compared: `2026-03-31`, a real day, of a year from 1000 to 9998. */
export function isDate(value: unknown): value is string {
  return typeof value === 'string' && DATE.test(value) && dateOf(value) !== undefined;
}

/** Whether this is a date, or a date with a time of day (with an offset, or else in the account's time zone). */
export function isTime(value: unknown): value is string {
  return isDate(value) || (typeof value === 'string' && TIME.test(value) && momentsOf(value, 'UTC') !== undefined);
}

/** The days a question about a date means, in the account's time zone; undefined for questions that mean no one stretch. */
export function daysOf(question: Question, present: Present): Stretch<string> | undefined {
  const today = zonedNow(present).toPlainDate();
  const [first, second] = (question.values ?? []).map((value) => spanning(namedDay(value, today) ?? dateOf(value)!, { days: 1 }));
  const stretch =
    namedStretch(question.operator, today) ??
    givenStretch(question.operator, first, second) ??
    relativeStretch(question.operator, {
      begins: today,
      ends: today.add({ days: 1 }),
      back: today.add(durationOf(question, -1)),
      ahead: today.add(durationOf(question, 1)).add({ days: 1 }),
    });
  return stretch && mapped(stretch, String);
}

/** The same for a moment: days begin and end in the account's time zone, amounts are counted back from now to the second. */
export function momentsOfQuestion(question: Question, present: Present): Stretch<Date> | undefined {
  const now = zonedNow(present);
  const days = namedStretch(question.operator, now.toPlainDate());
  if (days) return mapped(days, (day) => new Date(startOf(day, present.timeZone)));
  const [first, second] = (question.values ?? []).map((value) => {
    const day = namedDay(value, now.toPlainDate());
    return day ? momentsOfDay(day, present.timeZone) : momentsOf(String(value), present.timeZone)!;
  });
  const stretch =
    givenStretch(question.operator, first, second) ??
    relativeStretch(question.operator, {
      begins: present.now.getTime(),
      ends: present.now.getTime() + 1,
      back: now.add(durationOf(question, -1)).epochMilliseconds,
      ahead: now.add(durationOf(question, 1)).epochMilliseconds,
    });
  return stretch && mapped(stretch, (moment) => new Date(moment));
}

/**
 * The days of the year an anniversary question means. Who was born on 29 February has the anniversary on the 28th in other years.
 * Undefined when the question is not about anniversaries.
 */
export function yearlyOf(question: Question, present: Present): YearlyStretch[] | undefined {
  const today = zonedNow(present).toPlainDate();
  switch (question.operator) {
    case 'anniversary_in_next':
      return yearly(today, today.add(durationOf(question, 1)));
    case 'anniversary_in_last':
      return yearly(today.add(durationOf(question, -1)), today);
    case 'anniversary_this_month':
      return yearly(today.with({ day: 1 }), today.with({ day: today.daysInMonth }));
    default:
      return undefined;
  }
}

function yearly(from: Temporal.PlainDate, to: Temporal.PlainDate): YearlyStretch[] {
  if (Temporal.PlainDate.compare(from.add({ years: 1 }), to.add({ days: 1 })) <= 0) return [['01-01', '12-31']];
  const last = monthDayOf(to);
  const end = last === '02-28' && !to.inLeapYear ? '02-29' : last;
  return from.year === to.year
    ? [[monthDayOf(from), end]]
    : [
        [monthDayOf(from), '12-31'],
        ['01-01', end],
      ];
}

function namedStretch(operator: string, today: Temporal.PlainDate): Stretch<Temporal.PlainDate> | undefined {
  const day = { today: 0, yesterday: -1, tomorrow: 1 }[operator];
  if (day !== undefined) return spanning(today.add({ days: day }), { days: 1 });
  const [which, unit] = operator.split('_');
  const distance = which === 'this' ? 0 : which === 'last' ? -1 : which === 'next' ? 1 : undefined;
  if (distance === undefined) return undefined;
  switch (unit) {
    case 'week':
      return spanning(today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: distance }), { weeks: 1 });
    case 'month':
      return spanning(today.with({ day: 1 }).add({ months: distance }), { months: 1 });
    case 'year':
      return spanning(today.with({ month: 1, day: 1 }).add({ years: distance }), { years: 1 });
    default:
      return undefined;
  }
}

function givenStretch<Point>(
  operator: string,
  first: { from: Point; until: Point } | undefined,
  second: { from: Point; until: Point } | undefined,
): Stretch<Point> | undefined {
  if (!first) return undefined;
  switch (operator) {
    case 'on':
      return first;
    case 'before':
      return { until: first.from };
    case 'after':
      return { from: first.until };
    case 'on_or_before':
      return { until: first.until };
    case 'on_or_after':
      return { from: first.from };
    case 'between':
      return { from: first.from, until: second!.until };
    default:
      return undefined;
  }
}

/** `begins` and `ends` bound the present, a day or a moment; `back` and `ahead` are the amount away from it. */
function relativeStretch<Point>(
  operator: string,
  { begins, ends, back, ahead }: { begins: Point; ends: Point; back: Point; ahead: Point },
): Stretch<Point> | undefined {
  switch (operator) {
    case 'in_last':
      return { from: back, until: ends };
    case 'in_next':
      return { from: begins, until: ahead };
    case 'more_than_ago':
      return { until: back };
    case 'more_than_ahead':
      return { from: ahead };
    default:
      return undefined;
  }
}

/** The moments a written time covers: its day, its minute or its second. */
function momentsOf(value: string, timeZone: string): { from: number; until: number } | undefined {
  const day = DATE.test(value) ? dateOf(value) : undefined;
  if (day) return momentsOfDay(day, timeZone);
  const groups = TIME.exec(value)?.groups;
  if (!groups) return undefined;
  try {
    const from = groups.offset
      ? Temporal.Instant.from(value.replace(' ', 'T')).epochMilliseconds
      : Temporal.PlainDateTime.from(value.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds;
    const year = new Date(from).getUTCFullYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
    const whole = Math.floor(from / 1000) * 1000;
    return { from: whole, until: whole + (groups.seconds ? 1000 : 60_000) };
  } catch {
    return undefined;
  }
}

const momentsOfDay = (day: Temporal.PlainDate, timeZone: string): { from: number; until: number } => ({
  from: startOf(day, timeZone),
  until: startOf(day.add({ days: 1 }), timeZone),
});

function dateOf(value: unknown): Temporal.PlainDate | undefined {
  try {
    const date = Temporal.PlainDate.from(String(value), { overflow: 'reject' });
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR ? date : undefined;
  } catch {
    return undefined;
  }
}

const durationOf = ({ amount = 0, unit = 'days' }: Question, sign: 1 | -1): Temporal.DurationLike => ({ [unit]: amount * sign || 0 });
const startOf = (day: Temporal.PlainDate, timeZone: string): number => day.toZonedDateTime(timeZone).epochMilliseconds;
const zonedNow = ({ now, timeZone }: Present): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
const monthDayOf = (date: Temporal.PlainDate): string => date.toString().slice(5);
const spanning = (from: Temporal.PlainDate, length: Temporal.DurationLike): Required<Stretch<Temporal.PlainDate>> => ({
  from,
  until: from.add(length),
});
const mapped = <From, To>({ from, until }: Stretch<From>, to: (point: From) => To): Stretch<To> => ({
  ...(from === undefined ? {} : { from: to(from) }),
  ...(until === undefined ? {} : { until: to(until) }),
});
