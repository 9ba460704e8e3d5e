import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { viewDeleted } from './events.ts';
import { removeViews } from './queries/views.ts';
import { viewToChange } from './view-by-id.ts';

/** Deletes a view and none of the records in it. Refuses `not_found` and `not_allowed`. */
export async function deleteView(db: AccountDb, actor: Actor, asked: { viewer: Viewer; id: number }): Promise<void> {
  const view = await viewToChange(db, asked.viewer, asked.id);
  await removeViews(db, [view.id]);
  await recordEvent(db, actor, { kind: viewDeleted, subject: { type: 'view', id: view.id }, data: { objectId: view.object_id } });
}
