import type { AccountDb } from '../../app/db.ts';
import type { Affected } from '../computed/note-affected.ts';
import { workOutAffected } from '../computed/work-out-affected.ts';
import { objectShapes } from '../object-shapes.ts';
import type { Ends } from '../queries/links.ts';
import { firstStale, movedRecords } from '../queries/stale-values.ts';
import { computationOf } from '../rules/computed.ts';

/** Works out the roll-ups of both ends of links that came or went. */
export async function workOutLinked(db: AccountDb, ends: Ends): Promise<void> {
  const { objectId, fieldId, otherObjectId, inverseFieldId, recordIds, relatedIds } = ends;
  const computation = computationOf(await objectShapes(db));
  const isRolledUp = (of: number, via: number): boolean => computation.dependentsOf(of).rollups.some((rollup) => rollup.via.id === via);
  const affected: Affected[] = [];
  const note = async (holder: number, ends: readonly number[]): Promise<void> => {
    const ids = [...new Set(ends)];
    const records = await firstStale(db, movedRecords(db, { objectId: holder, ids }), ids.length);
    affected.push({ objectId: holder, records });
  };
  if (isRolledUp(otherObjectId, inverseFieldId)) await note(objectId, recordIds);
  if (isRolledUp(objectId, fieldId)) await note(otherObjectId, relatedIds);
  if (affected.length > 0) await workOutAffected(db, affected);
}
