import type { Pace, WarmUp } from './transport-schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a receivers' domain that asks us to go slower is left alone, the first time; each further time twice as long. */
const FIRST_REST_MS = 5 * 60_000;
const LONGEST_REST_MS = 4 * HOUR_MS;
/** So many deferred letters of a batch, and this share of a domain's, are a request to go slower. */
const FEWEST_DEFERRED = 3;
const SHARE_DEFERRED = 0.5;

/** What has left in the hour and the day of now. */
export interface Counted {
  sentHour: number;
  sentDay: number;
}

export const hourOf = (now: Date): Date => new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** How many letters may leave on a day of a warm-up: `first` on the first, growing; null once it is over. */
export function warmUpLimit({ startedOn, first, growth, days }: WarmUp, now: Date): number | null {
  const passed = Math.floor((Date.parse(dayOf(now)) - Date.parse(startedOn)) / DAY_MS);
  if (passed >= days) return null;
  return Math.floor(first * (growth / 100) ** Math.max(0, passed));
}

/** How many more letters a transport may take now, and when it takes more. */
export function roomOf(
  limits: { pace: Pace | null; warmUp: WarmUp | null },
  { sentHour, sentDay }: Counted,
  now: Date,
): { room: number; until: Date } {
  const { pace, warmUp } = limits;
  const perDay = Math.min(pace?.perDay ?? Number.POSITIVE_INFINITY, (warmUp && warmUpLimit(warmUp, now)) ?? Number.POSITIVE_INFINITY);
  const [hour, day] = [(pace?.perHour ?? Number.POSITIVE_INFINITY) - sentHour, perDay - sentDay];
  return { room: Math.max(0, Math.min(hour, day)), until: day <= 0 ? nextDay(now) : nextHour(now) };
}

export const nextHour = (now: Date): Date => new Date(hourOf(now).getTime() + HOUR_MS);
const nextDay = (now: Date): Date => new Date(Date.parse(dayOf(now)) + DAY_MS);

/** Whether what a domain's servers said to a batch is a request to go slower. */
export const asksToSlowDown = ({ deferred, letters }: { deferred: number; letters: number }): boolean =>
  deferred >= FEWEST_DEFERRED && deferred >= letters * SHARE_DEFERRED;

/** Until when a domain is left alone that has asked so for the `strikes`th time in a row, the first being 1. */
export const restUntil = (strikes: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (strikes - 1)));
