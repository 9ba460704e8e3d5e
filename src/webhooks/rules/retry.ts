const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after each failed try the next one follows. */
export const GAPS_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR] as const;
const LONGEST_MS = 24 * HOUR;

/** When to try again after so many tries; undefined when it is given up. The other side may ask for more patience, up to a day. */
export function nextTry(attempts: number, now: Date, retryAfter?: string): Date | undefined {
  const gap = GAPS_MS[attempts - 1];
  if (gap === undefined) return undefined;
  return new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(gap, askedPatience(retryAfter, now))));
}

function askedPatience(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : at - now.getTime();
}
