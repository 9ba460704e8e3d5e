import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { notAllowed, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { ensureTag } from './ensure-tag.ts';
import { objectShape } from './object-shapes.ts';

/** The id of a tag by its name, made where there is none, by somebody who may edit records of the object. Refuses `not_found` and `not_allowed`. */
export async function createTag(
  db: AccountDb,
  ids: NextIds,
  { viewer, objectId, name }: { viewer: Viewer; objectId: number; name: string },
): Promise<number> {
  const { id, plural } = await objectShape(db, objectId);
  const rights = viewer.on(id);
  if (rights.view === 'none') throw notFound('object');
  if (rights.edit === 'none') throw notAllowed(`make tags for ${plural.toLowerCase()}`);
  return ensureTag(db, ids, id, name);
}
