import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { groupRow, type GroupRow } from './queries/groups.ts';

/** A group of an object of which the viewer may see something. Refuses with `not_found`. */
export async function groupById(db: AccountDb, viewer: Viewer, id: number): Promise<GroupRow> {
  const group = await groupRow(db, viewer.userId, id);
  if (!group || viewer.on(group.object_id).view === 'none') throw notFound('group');
  return group;
}
