import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { recordRestored } from './events.ts';
import { objectShape } from './object-shapes.ts';
import { movedRows, moveFromBin, reclaimUniqueValues } from './queries/bin.ts';
import type { Rejected } from './queries/write-records.ts';

/** Takes records out of the bin, but for those whose unique value another record has by now. */
export async function restoreRecords(
  db: AccountDb,
  actor: Actor,
  { objectId, recordIds }: { objectId: number; recordIds: readonly number[] },
): Promise<{ restored: number; rejected: Rejected[] }> {
  const shape = await objectShape(db, objectId);
  const rejected = await reclaimUniqueValues(db, shape, recordIds);
  const free = recordIds.filter((id) => !rejected.some((row) => row.id === id));
  const events = await eventsFragment(db, actor, { kind: recordRestored, rows: movedRows(objectId), columns: ['object_id', 'record_id'] });
  return { restored: await moveFromBin(db, objectId, free, events), rejected };
}
