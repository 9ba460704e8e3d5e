import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShapes } from '../records/index.ts';
import { criteriaContext } from './criteria-context.ts';
import { presentGroup } from './present.ts';
import { groupRows } from './queries/groups.ts';

/** The groups of an object, or of every object the viewer may see something of; the viewer's favourites first. */
export async function listGroups(db: AccountDb, viewer: Viewer, objectId: number | undefined) {
  const visible = new Set((await objectShapes(db)).map(({ id }) => id).filter((id) => viewer.on(id).view !== 'none'));
  const rows = (await groupRows(db, viewer.userId, objectId)).filter((group) => visible.has(group.object_id));
  const groups = [];
  for (const group of rows) groups.push(presentGroup(group, await criteriaContext(db, { objectId: group.object_id, viewer })));
  return { groups };
}
