import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { accountSettings } from '../accounts/index.ts';
import { objectShape } from './object-shapes.ts';
import { singleSource } from './queries/sets.ts';
import { refuseRejected } from './refuse-rejected.ts';
import type { Changes } from './rules/parse-changes.ts';
import { writeRecords } from './write-records.ts';

export interface NewRecord {
  objectId: number;
  /** Stored values keyed by field id, as `parseChanges` gives them. */
  values: Changes;
  /** Whose it is; the user who makes it, or else the account's owner, when left out. */
  ownerId?: number;
}

/** Makes one record and gives its id. Refuses with `value_taken`, `no_such_parent` or `circular_relation`, naming the field. */
export async function createRecord(db: AccountDb, actor: Actor, ids: NextIds, { objectId, values, ownerId }: NewRecord): Promise<number> {
  const shape = await objectShape(db, objectId);
  const id = await ids(`record:${objectId}`, 1);
  const owner = ownerId ?? (actor.type === 'user' ? Number(actor.id) : (await accountSettings(db)).ownerUserId);
  const { rejected } = await writeRecords(db, actor, {
    objectId,
    source: singleSource({ id, isNew: true, values, ownerId: owner }),
    columns: ['owner_id'],
  });
  refuseRejected(shape, rejected);
  return id;
}
