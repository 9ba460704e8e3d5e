import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { eventsFragment } from '../../ledger/index.ts';
import { automationReleased } from '../events.ts';
import { changedRows, releasePositions, type Holding } from '../queries/holding.ts';

/** Lets held records go on, on one map or on all: at once where their wait is over, else when it will be. Gives how many. */
export async function releaseRecords(db: AccountDb, actor: Actor, holding: Holding): Promise<number> {
  const told = await eventsFragment(db, actor, {
    kind: automationReleased,
    subjectType: 'automation',
    rows: changedRows,
    columns: ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'],
  });
  return releasePositions(db, holding, told);
}
