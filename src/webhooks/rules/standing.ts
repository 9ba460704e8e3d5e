import { TRIED_FOR_MS } from './retry.ts';

const HOUR = 3_600_000;
/** So many tries in a row that were not taken, */
export const DEAD_FAILURES = 50;
/** over at least so long, and a receiver counts as dead; */
export const DEAD_OVER_MS = 12 * HOUR;
/** or nothing at all was taken for as long as a delivery is tried. */
export const DEAD_AFTER_MS = TRIED_FOR_MS;

/** How it has gone with a receiver of late. */
export interface Standing {
  failures: number;
  failingSince: Date | null;
}

/** What came of tries that were noted together. */
export interface Tries {
  taken: number;
  failed: number;
  /** When the tries of the earliest of the failed began. */
  since: Date | null;
}

/** Where a receiver stands after more tries: whatever is taken makes good what was not. */
export function standingAfter({ failures, failingSince }: Standing, { taken, failed, since }: Tries): Standing {
  if (taken > 0) return { failures: 0, failingSince: null };
  if (failed === 0) return { failures, failingSince };
  return { failures: failures + failed, failingSince: failingSince ?? since };
}

/** Whether nobody is likely to take anything any more, so that the subscription is to be paused (rule webhooks.dead-receiver). */
export function isDead({ failures, failingSince }: Standing, now: Date): boolean {
  if (failingSince === null) return false;
  const forMs = now.getTime() - failingSince.getTime();
  return forMs >= DEAD_AFTER_MS || (failures >= DEAD_FAILURES && forMs >= DEAD_OVER_MS);
}
