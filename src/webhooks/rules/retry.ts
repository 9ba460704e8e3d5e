const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long after each failed try of a step's request the next one follows. */
export const GAPS_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR] as const;
/** The same for what a subscription is told; the last gap repeats until the three days are over. */
export const SUBSCRIPTION_GAPS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
] as const;
/** So long a delivery of a subscription is tried. */
export const TRIED_FOR_MS = 3 * DAY;
const LONGEST_MS = 24 * HOUR;
/** Gaps are made longer by up to this part of themselves, so that what failed together is not tried together. */
const JITTER = 0.2;

/** When to try again after so many tries; undefined when it is given up. The other side may ask for more patience, up to a day. */
export function nextTry(attempts: number, now: Date, retryAfter?: string): Date | undefined {
  const gap = GAPS_MS[attempts - 1];
  if (gap === undefined) return undefined;
  return new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(gap, askedPatience(retryAfter, now))));
}

/**
 * The same for what a subscription is told, whose tries began at `since`: undefined once three days are over; the last try stands at their end. `luck`,
 * from 0 to 1, makes the gap longer.
 */
export function nextTryOfSubscription(
  { attempts, since, now, luck }: { attempts: number; since: Date; now: Date; luck: number },
  retryAfter?: string,
): Date | undefined {
  const end = since.getTime() + TRIED_FOR_MS;
  if (now.getTime() >= end) return undefined;
  const gap = SUBSCRIPTION_GAPS_MS[Math.min(attempts, SUBSCRIPTION_GAPS_MS.length) - 1] ?? SUBSCRIPTION_GAPS_MS[0];
  const asked = Math.min(LONGEST_MS, Math.max(gap * (1 + JITTER * luck), askedPatience(retryAfter, now)));
  return new Date(Math.min(end, now.getTime() + asked));
}

function askedPatience(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : at - now.getTime();
}
