import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { eventsFragment } from '../ledger/index.ts';
import { noteMoved } from './computed/note-affected.ts';
import { workOutAffected } from './computed/work-out-affected.ts';
import { recordDeleted } from './events.ts';
import { holdStructure } from './hold-structure.ts';
import { movedRows, moveToBin } from './queries/bin.ts';

/** Puts records into the bin, where they lie for 30 days; their unique values are free at once. Gives how many. */
export async function deleteRecords(db: AccountDb, actor: Actor, set: { objectId: number; recordIds: readonly number[] }): Promise<number> {
  await holdStructure(db, set.objectId);
  const events = await eventsFragment(db, actor, {
    kind: recordDeleted,
    rows: movedRows(set.objectId),
    columns: ['object_id', 'record_id'],
  });
  const deleted = await moveToBin(db, set.objectId, set.recordIds, events);
  await workOutAffected(db, await noteMoved(db, { objectId: set.objectId, ids: set.recordIds }, false));
  return deleted;
}
