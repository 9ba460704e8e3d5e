import type { AccountDb } from '../app/db.ts';
import { notAllowed, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { recordById, type RecordRow } from './queries/records.ts';
import { reaches } from './rules/rights.ts';

export interface RecordId {
  objectId: number;
  id: number;
}

/**
 * A record for somebody who wants to see, edit or delete it. Refuses with `not_found` what they may not see, and with `not_allowed` what
 * they may see but not do.
 */
export async function recordFor(
  db: AccountDb,
  viewer: Viewer,
  purpose: 'view' | 'edit' | 'delete',
  { objectId, id }: RecordId,
): Promise<RecordRow> {
  const record = await recordById(db, objectId, id);
  const rights = viewer.on(objectId);
  if (!record || !reaches(viewer, rights.view, record.owner_id)) throw notFound('record');
  if (!reaches(viewer, rights[purpose], record.owner_id)) {
    throw notAllowed(`${purpose} this ${(await objectShape(db, objectId)).singular.toLowerCase()}`);
  }
  return record;
}
