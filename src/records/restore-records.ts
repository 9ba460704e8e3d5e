import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { noteMoved } from './computed/note-affected.ts';
import { workOutAffected } from './computed/work-out-affected.ts';
import { recordRestored } from './events.ts';
import { holdStructure } from './hold-structure.ts';
import { objectShape } from './object-shapes.ts';
import { movedRows, moveFromBin, outdatedValues, reclaimUniqueValues } from './queries/bin.ts';
import { mergedAmong } from './queries/merging.ts';
import { clearingSource } from './queries/sets.ts';
import type { Rejected } from './queries/write-records.ts';
import { writeRecords } from './write-records.ts';

export interface Restoring {
  objectId: number;
  recordIds: readonly number[];
  /** Brings those whose unique value another record has by now back without that value, instead of leaving them in the bin. */
  withoutTaken?: boolean;
}

/**
 * Takes records out of the bin, but for those whose unique value another record has by now; or these without the value, if so wished. One that
 * was merged into another comes back by undoing the merge alone. What they pointed to may have been removed for good meanwhile, and their
 * options taken away: that does not come back.
 */
export async function restoreRecords(
  db: AccountDb,
  actor: Actor,
  { objectId, recordIds: asked, withoutTaken = false }: Restoring,
): Promise<{ restored: number; rejected: Rejected[] }> {
  await holdStructure(db, objectId);
  const shape = await objectShape(db, objectId);
  const merged = (await mergedAmong(db, objectId, asked)).map((id): Rejected => ({ id, fieldId: 0, reason: 'was_merged', value: '' }));
  const recordIds = asked.filter((id) => !merged.some((row) => row.id === id));
  const rejected = await reclaimUniqueValues(db, shape, recordIds, { keepOthers: withoutTaken });
  const taken = new Set(rejected.map(({ id }) => id));
  const events = await eventsFragment(db, actor, { kind: recordRestored, rows: movedRows(objectId), columns: ['object_id', 'record_id'] });
  const free = withoutTaken ? recordIds : recordIds.filter((id) => !taken.has(id));
  const restored = await moveFromBin(db, shape, free, events);
  await workOutAffected(db, await noteMoved(db, { objectId, ids: free }, true));
  const outdated = restored > 0 ? outdatedValues(db, shape, free) : undefined;
  if (outdated) await writeRecords(db, actor, { objectId, source: outdated });
  if (!withoutTaken || rejected.length === 0) return { restored, rejected: [...merged, ...rejected] };
  const fieldIds = [...new Set(rejected.map(({ fieldId }) => fieldId))];
  await writeRecords(db, actor, { objectId, source: clearingSource(rejected), fieldIds });
  return { restored, rejected: merged };
}
