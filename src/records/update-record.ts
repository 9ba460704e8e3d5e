import type { AccountDb } from '../app/db.ts';
import { refuseUnlessVersion } from '../app/conditions.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { objectShape } from './object-shapes.ts';
import { lockedVersion } from './queries/records.ts';
import { singleSource } from './queries/sets.ts';
import { refuseChangedMeanwhile } from './refuse-changed-meanwhile.ts';
import { refuseRejected } from './refuse-rejected.ts';
import type { Changes } from './rules/parse-changes.ts';
import { writeRecords } from './write-records.ts';

export interface RecordChange {
  objectId: number;
  id: number;
  /** Stored values keyed by field id, as `parseChanges` gives them; null clears. Fields left out stay as they are. */
  values: Changes;
  ownerId?: number;
  /** The version that was looked at. Where one of the fields was changed since, nothing is written. */
  version?: number;
  /** The only version that may stand. */
  versionMeant?: number;
}

/**
 * Writes one record. Gives whether anything changed. Refuses with `not_found`, `changed_meanwhile`, `value_taken`, `no_such_parent` or
 * `circular_relation`.
 */
export async function updateRecord(db: AccountDb, actor: Actor, change: RecordChange): Promise<boolean> {
  const { objectId, id, values, ownerId, version, versionMeant } = change;
  const shape = await objectShape(db, objectId);
  const stands = await lockedVersion(db, objectId, id);
  if (stands === undefined) throw notFound('record');
  refuseUnlessVersion(versionMeant, stands);
  if (version !== undefined && version < stands) await refuseChangedMeanwhile(db, { shape, id, values, ownerId, version });
  const { updated, rejected } = await writeRecords(db, actor, {
    objectId,
    source: singleSource({ id, isNew: false, values, ownerId: ownerId ?? null }),
    columns: ['owner_id'],
  });
  refuseRejected(shape, rejected);
  return updated > 0;
}
