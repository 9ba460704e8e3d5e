import { wallClockOf } from '../../ui/zoned.ts';

/** Stretches of time one can choose by name; chosen days stand in the address as `A..B`. */
export const RANGES = ['today', 'week', 'month', 'quarter', 'year', 'ever'] as const;
export type Range = (typeof RANGES)[number];

const DAYS: Readonly<Record<string, number>> = { today: 1, week: 7, month: 30, quarter: 90, year: 365 };
const DAY_MS = 86_400_000;

/** The days of a range, in the account's zone and by its clock, the first and the last in it; none for ever. */
export function daysOf(range: string, { now, timeZone }: { now: Date; timeZone: string }): { from?: string; to?: string } {
  const [from = '', to] = range.split('..');
  if (to !== undefined) return { ...(isDay(from) ? { from } : {}), ...(isDay(to) ? { to } : {}) };
  const days = DAYS[range];
  if (days === undefined) return {};
  const today = wallClockOf(now, timeZone).slice(0, 10);
  return { from: new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to: today };
}

export const isChosen = (range: string): boolean => range.includes('..');

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
