import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { ownersInBin } from './queries/records.ts';
import type { RecordId } from './record-for.ts';
import { refuseRejected } from './refuse-rejected.ts';
import { restoreRecords } from './restore-records.ts';
import { reaches } from './rules/rights.ts';

/** Takes one record out of the bin for somebody who could have put it there. Refuses `not_found` and `value_taken`. */
export async function recoverRecord(db: AccountDb, actor: Actor, { viewer, record }: { viewer: Viewer; record: RecordId }): Promise<void> {
  const { objectId, id } = record;
  const [binned] = await ownersInBin(db, objectId, [id]);
  if (!binned || !reaches(viewer, viewer.on(objectId).delete, binned.owner_id)) throw notFound('record');
  const { rejected } = await restoreRecords(db, actor, { objectId, recordIds: [id] });
  refuseRejected(await objectShape(db, objectId), rejected);
}
