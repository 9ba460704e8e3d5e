import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { countedTags } from './queries/tags.ts';

/** An object's tags, each with how many of the records the viewer may see have it. Refuses `not_found`. */
export async function listTags(db: AccountDb, viewer: Viewer, objectId: number): Promise<{ id: number; name: string; records: number }[]> {
  const { id } = await objectShape(db, objectId);
  if (viewer.on(id).view === 'none') throw notFound('object');
  return countedTags(db, id, viewer);
}
