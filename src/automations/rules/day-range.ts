import { Temporal } from 'temporal-polyfill';

/** Days of the account, both of them in it; open where left out. */
export interface DayRange {
  /** `2026-03-29` */
  from?: string | undefined;
  to?: string | undefined;
}

/** From when to before when a range of days reaches in a time zone: a day on which the clocks change has 23 or 25 hours. */
export const momentsOf = ({ from, to }: DayRange, timeZone: string): { from?: Date; to?: Date } => ({
  ...(from === undefined ? {} : { from: beginningOf(Temporal.PlainDate.from(from), timeZone) }),
  ...(to === undefined ? {} : { to: beginningOf(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone) }),
});

const beginningOf = (day: Temporal.PlainDate, timeZone: string): Date => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
