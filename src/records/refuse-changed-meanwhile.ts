import type { AccountDb } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { eventsOfRecord } from '../ledger/index.ts';
import { ownerChanged, recordUpdated } from './events.ts';

/** Refuses a change made upon an older version, saying who changed the record since, and when. */
export async function refuseChangedMeanwhile(db: AccountDb, record: { objectId: number; id: number }): Promise<never> {
  const [last] = await eventsOfRecord(db, record, { kinds: [recordUpdated.kind, ownerChanged.kind], limit: 1 });
  throw new Problem('changed_meanwhile', 'Somebody else changed this record since you opened it. Look at what changed and save again.', {
    status: 409,
    details: { changedBy: last ? { type: last.actor_type, id: last.actor_id } : null, changedAt: last?.at.toISOString() ?? null },
  });
}
