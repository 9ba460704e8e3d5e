import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { automationHeld } from '../events.ts';
import { changedRows, holdPositions, type Holding } from '../queries/holding.ts';

/** Holds records where they stand, on one map or on all; who takes this step on the very map comes to rest held. Gives how many. */
export async function holdRecords(db: AccountDb, actor: Actor, holding: Holding): Promise<number> {
  const told = await eventsFragment(db, actor, {
    kind: automationHeld,
    subjectType: 'automation',
    rows: changedRows,
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  return holdPositions(db, holding, told);
}
