import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { placeViews, setDefaultView, viewRows } from './queries/views.ts';
import { eyesOf, mayChange, viewById } from './view-by-id.ts';

/** Puts the tabs of an object's views in another order, as far as they are the viewer's to move. A matter of taste: no event. */
export async function arrangeViews(db: AccountDb, viewer: Viewer, asked: { objectId: number; ids: readonly number[] }): Promise<void> {
  const views = await viewRows(db, await eyesOf(db, viewer), asked.objectId);
  const movable = new Set(views.filter((view) => mayChange(viewer, view)).map(({ id }) => id));
  // Those of others keep their places; the viewer's go where they were put between them.
  const wanted = asked.ids.filter((id) => views.some((view) => view.id === id));
  const fixed = views.filter(({ id }) => !movable.has(id));
  const order =
    fixed.length === 0
      ? wanted
      : withFixed(
          wanted,
          fixed.map(({ id }) => id),
          movable,
        );
  await placeViews(db, asked.objectId, order);
}

/** The wanted order with those that may not be moved in the order they had among themselves. */
function withFixed(wanted: readonly number[], fixed: readonly number[], movable: ReadonlySet<number>): number[] {
  const waiting = [...fixed];
  return wanted.map((id) => (movable.has(id) ? id : waiting.shift()!));
}

/** With which view the viewer begins on an object; null for the plain list. Of one person alone: no event. Refuses `not_found`. */
export async function chooseDefaultView(db: AccountDb, viewer: Viewer, asked: { objectId: number; viewId: number | null }): Promise<void> {
  if (asked.viewId !== null) await viewById(db, viewer, asked.viewId);
  await setDefaultView(db, viewer.userId, asked.objectId, asked.viewId);
}
