import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { viewChanged } from './events.ts';
import { replaceView } from './queries/views.ts';
import type { UpdateView } from './schema.ts';
import { refuseSharing, viewToChange } from './view-by-id.ts';

/** Renames, shares or rewrites a view. Refuses `not_found`, `not_allowed`, and a change made from an older version (`changed_meanwhile`). */
export async function updateView(db: AccountDb, actor: Actor, asked: { viewer: Viewer; id: number; change: UpdateView }): Promise<void> {
  const { viewer, id } = asked;
  const { version, ...change } = asked.change;
  const before = await viewToChange(db, viewer, id);
  if (change.shared === true && !before.shared) refuseSharing(viewer);
  const after = { name: before.name, shared: before.shared, roleIds: before.role_ids, settings: before.settings, ...change };
  if (!(await replaceView(db, { ...after, id, version }))) {
    throw new Problem('changed_meanwhile', 'Somebody else has changed this view meanwhile. Load it again and repeat your change.', {
      status: 409,
    });
  }
  const data = { objectId: before.object_id, changed: Object.keys(change) };
  await recordEvent(db, actor, { kind: viewChanged, subject: { type: 'view', id }, data });
}
