import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { ownerSource } from './queries/sets.ts';
import { refuseStranger } from './refuse-stranger.ts';
import { writeRecords } from './write-records.ts';

export interface OwnerChange {
  objectId: number;
  recordIds: readonly number[];
  ownerId: number;
  causeIds?: readonly (number | null)[];
}

/** Gives a set of records to a user of the account. Gives how many changed hands. Refuses `no_such_user`. */
export async function changeOwnerOfRecords(db: AccountDb, actor: Actor, change: OwnerChange): Promise<number> {
  const { objectId, recordIds, ownerId, causeIds } = change;
  await refuseStranger(db, ownerId, 'ownerId');
  const written = await writeRecords(db, actor, {
    objectId,
    source: ownerSource(recordIds, causeIds, ownerId),
    columns: ['owner_id', 'cause_id'],
    fieldIds: [],
  });
  return written.updated;
}
