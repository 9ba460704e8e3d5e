import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import { recordDeleted } from '../records/index.ts';
import { eventsOfBatch } from '../ledger/index.ts';
import { objectShapes } from '../records/index.ts';
import { leaveAllMaps } from './people/leave-map.ts';
import { recordsIn } from './queries/leaving.ts';

/** Records that were deleted leave every map they stand on. */
export async function followDeletions(db: AccountDb, batchId: number): Promise<void> {
  for (const { id: objectId } of await objectShapes(db)) {
    const events = eventsOfBatch(db, { id: batchId, kind: recordDeleted, objectId });
    await leaveAllMaps(db, system, objectId, recordsIn(events));
  }
}
