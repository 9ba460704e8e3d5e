import { Temporal } from 'temporal-polyfill';

/** Days that move with the calendar, each from today's date: what a date may be compared with instead of a written one. */
const DAYS = {
  today: (today: Temporal.PlainDate) => today,
  yesterday: (today: Temporal.PlainDate) => today.subtract({ days: 1 }),
  tomorrow: (today: Temporal.PlainDate) => today.add({ days: 1 }),
  last_sunday: (today: Temporal.PlainDate) => today.subtract({ days: today.dayOfWeek }),
  sunday_before_last: (today: Temporal.PlainDate) => today.subtract({ days: today.dayOfWeek + 7 }),
  first_of_this_month: (today: Temporal.PlainDate) => today.with({ day: 1 }),
  first_of_last_month: (today: Temporal.PlainDate) => today.with({ day: 1 }).subtract({ months: 1 }),
  first_of_next_month: (today: Temporal.PlainDate) => today.with({ day: 1 }).add({ months: 1 }),
  this_day_last_month: (today: Temporal.PlainDate) => today.subtract({ months: 1 }),
  this_day_next_month: (today: Temporal.PlainDate) => today.add({ months: 1 }),
  first_of_this_year: (today: Temporal.PlainDate) => today.with({ month: 1, day: 1 }),
  first_of_next_year: (today: Temporal.PlainDate) => today.with({ month: 1, day: 1 }).add({ years: 1 }),
  this_day_last_year: (today: Temporal.PlainDate) => today.subtract({ years: 1 }),
  this_day_next_year: (today: Temporal.PlainDate) => today.add({ years: 1 }),
} as const;

export type NamedDay = keyof typeof DAYS;
/** In the order in which they are offered. */
export const NAMED_DAYS = Object.keys(DAYS) as NamedDay[];

/** So many days before or after today: `7_days_ago`, `30_days_ahead`. */
const DISTANCE = /^(\d{1,5})_days_(ago|ahead)$/;
/** A hundred years. */
const FARTHEST = 36_500;

/** How far from today a day such as `7_days_ago` is; undefined for any other value. */
export function daysFromToday(value: unknown): number | undefined {
  const [, count = '', way] = (typeof value === 'string' && DISTANCE.exec(value)) || [];
  const days = Number(count);
  return way === undefined || days < 1 || days > FARTHEST ? undefined : way === 'ago' ? -days : days;
}

/** Whether a value names a day that moves with the calendar. */
export const isNamedDay = (value: unknown): boolean =>
  (typeof value === 'string' && Object.hasOwn(DAYS, value)) || daysFromToday(value) !== undefined;

/** Which day a value names today; undefined where it names none. A last day of a month stays within the other month. */
export function namedDay(value: unknown, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const days = daysFromToday(value);
  if (days !== undefined) return today.add({ days });
  return isNamedDay(value) ? DAYS[value as NamedDay](today) : undefined;
}
