import { usersOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { notAllowed, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { viewRow, type Eyes, type ViewRow } from './queries/views.ts';

/** Whose eyes look for views: theirs, and their role's. */
export async function eyesOf(db: AccountDb, viewer: Viewer): Promise<Eyes> {
  const roleId = (await usersOf(db)).find(({ id }) => id === viewer.userId)?.roleId ?? null;
  return { userId: viewer.userId, roleId };
}

/** A view the viewer sees, of an object of which they may see something. Refuses with `not_found`. */
export async function viewById(db: AccountDb, viewer: Viewer, id: number): Promise<ViewRow> {
  const view = await viewRow(db, await eyesOf(db, viewer), id);
  if (!view || viewer.on(view.object_id).view === 'none') throw notFound('view');
  return view;
}

/** Whether somebody may change a view: whose it is, and, where it is shared, who manages what others share. */
export const mayChange = (viewer: Viewer, view: { user_id: number; shared: boolean }): boolean =>
  view.user_id === viewer.userId || (view.shared && viewer.can('groups.manage'));

/** A view the viewer may change. Refuses with `not_found` and `not_allowed`. */
export async function viewToChange(db: AccountDb, viewer: Viewer, id: number): Promise<ViewRow> {
  const view = await viewById(db, viewer, id);
  if (!mayChange(viewer, view)) throw notAllowed('change views of others; duplicate it instead');
  return view;
}

/** Sharing shows a view to others, as a group does, and needs the same right. */
export function refuseSharing(viewer: Viewer): void {
  if (!viewer.can('groups.manage')) throw notAllowed('share views');
}
