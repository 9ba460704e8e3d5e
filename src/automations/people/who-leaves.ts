import type { AccountDb } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import type { ClaimedPosition } from '../queries/positions.ts';
import type { AutomationMap } from '../schema.ts';
import type { Matchers } from '../walk/walk-context.ts';

export interface Leavers {
  /** Their records were deleted or merged away. */
  gone: ClaimedPosition[];
  /** Their records meet the exit criteria of the map. */
  exiting: ClaimedPosition[];
  staying: ClaimedPosition[];
}

/** Who of those about to move leaves the map instead. */
export async function whoLeaves(
  db: AccountDb,
  matchers: Matchers,
  exit: AutomationMap['exit'],
  claimed: readonly ClaimedPosition[],
): Promise<Leavers> {
  const recordIds = claimed.map(({ record_id }) => record_id);
  const living = await matchers.matching({ all: [] }, recordIds);
  const leaving = exit ? await whoMeets(db, matchers, exit, recordIds) : new Set<number>();
  const leavers: Leavers = { gone: [], exiting: [], staying: [] };
  for (const position of claimed) {
    const fate = !living.has(position.record_id) ? 'gone' : leaving.has(position.record_id) ? 'exiting' : 'staying';
    leavers[fate].push(position);
  }
  return leavers;
}

/**
 * Which of these records meet the exit criteria of a map. Conditions that no longer hold together (a field was deleted) take nobody off; the
 * editor shows the same sentence beside them.
 */
export async function whoMeets(
  db: AccountDb,
  matchers: Matchers,
  exit: unknown,
  recordIds: readonly number[],
): Promise<ReadonlySet<number>> {
  try {
    return await matchers.matching(exit, recordIds);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ accountId: db.accountId, reason: error.message }, 'exit criteria of a map cannot be asked');
    return new Set();
  }
}
