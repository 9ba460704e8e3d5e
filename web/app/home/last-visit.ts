const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Whoever comes back within this time has not been away. */
const AWAY_MS = 4 * HOUR_MS;
const LONGEST_DAYS = 30;

interface Visits {
  /** When the page was last seen. */
  seen: number;
  /** When the visit before this one ended. */
  before: number;
}

/**
 * How many days what changed is told of: since the visit before this one in this browser, at least one day, a month at most, and a week
 * for whoever comes for the first time.
 */
export function daysSinceLastVisit(accountId: number, now: number = Date.now()): { days: number; isFirst: boolean } {
  const key = `quayside.home.${accountId}`;
  const visits = read(key);
  const before = !visits ? undefined : now - visits.seen > AWAY_MS ? visits.seen : visits.before;
  try {
    localStorage.setItem(key, JSON.stringify({ seen: now, before: before ?? now } satisfies Visits));
  } catch {
    // A browser that keeps nothing is told of the last week each time.
  }
  if (before === undefined) return { days: 7, isFirst: true };
  return { days: Math.min(LONGEST_DAYS, Math.max(1, Math.ceil((now - before) / DAY_MS))), isFirst: false };
}

function read(key: string): Visits | undefined {
  try {
    const visits = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Visits> | null;
    return typeof visits?.seen === 'number' && typeof visits.before === 'number' ? { seen: visits.seen, before: visits.before } : undefined;
  } catch {
    return undefined;
  }
}
