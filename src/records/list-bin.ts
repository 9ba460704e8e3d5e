import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { BIN_DAYS } from './empty-bin.ts';
import { objectShape } from './object-shapes.ts';
import { recordsInBin } from './queries/records.ts';

const SHOWN = 500;

/** What lies in an object's bin that the viewer may restore, latest first, each with when it is removed for good. Refuses `not_found`. */
export async function listBin(
  db: AccountDb,
  viewer: Viewer,
  objectId: number,
): Promise<{ id: number; name: string; deletedAt: Date; removedAt: Date }[]> {
  const { id } = await objectShape(db, objectId);
  const binned = await recordsInBin(db, id, viewer, SHOWN);
  return binned.map((record) => ({
    id: record.id,
    name: record.name,
    deletedAt: record.deleted_at,
    removedAt: new Date(record.deleted_at.getTime() + BIN_DAYS * 86_400_000),
  }));
}
