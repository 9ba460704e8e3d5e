import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { objectShape } from './object-shapes.ts';
import { sortableUntil } from './queries/sortable.ts';
import { visibleFields } from './rules/rights.ts';
import type { FieldShape } from './schema.ts';
import { updateField } from './update-field.ts';

/** How far making a field sortable has come. `done` is a share: 1 when lists can be sorted by it. */
export interface SortableState {
  sortable: boolean;
  done: number;
}

/**
 * Has a field made sortable in the background, for whoever sees it: it changes no value and shows nothing, it only costs time. Asked again,
 * it changes nothing. Refuses `not_found`, and types that have no order.
 */
export async function askSortable(
  db: AccountDb,
  actor: Actor,
  asked: { viewer: Viewer; objectId: number; id: number },
): Promise<SortableState> {
  const field = await seenField(db, asked);
  if (!field.sortable && field.columnName === null)
    await updateField(db, actor, { objectId: asked.objectId, id: asked.id, sortable: true });
  return sortableState(db, asked);
}

/** Whether lists can be sorted by a field yet, and if not, how far that has come. Refuses `not_found`. */
export async function sortableState(db: AccountDb, asked: { viewer: Viewer; objectId: number; id: number }): Promise<SortableState> {
  const field = await seenField(db, asked);
  if (field.columnName !== null || field.sortableSince !== null) return { sortable: true, done: 1 };
  return { sortable: false, done: field.sortable ? await sortableUntil(db, asked.objectId, asked.id) : 0 };
}

async function seenField(db: AccountDb, { viewer, objectId, id }: { viewer: Viewer; objectId: number; id: number }): Promise<FieldShape> {
  if (viewer.on(objectId).view === 'none') throw notFound('field');
  const field = visibleFields(viewer, await objectShape(db, objectId)).find((one) => one.id === id);
  if (!field) throw notFound('field');
  return field;
}
