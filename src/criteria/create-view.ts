import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { criteriaContext } from './criteria-context.ts';
import { viewCreated } from './events.ts';
import { countViews, insertView } from './queries/views.ts';
import type { CreateView } from './schema.ts';
import { refuseSharing } from './view-by-id.ts';

const MOST = 500;

/** Keeps how somebody looks at a list, for themselves or shared, and gives its id. Refuses `not_allowed` and `too_many_views`. */
export async function createView(db: AccountDb, actor: Actor, asked: { viewer: Viewer; ids: NextIds; view: CreateView }): Promise<number> {
  const { viewer, ids, view } = asked;
  await criteriaContext(db, { objectId: view.objectId, viewer });
  if (view.shared) refuseSharing(viewer);
  if ((await countViews(db, view.objectId)) >= MOST)
    throw new Problem('too_many_views', `There are ${MOST} views of these records already. Delete some that nobody uses.`);
  const id = await ids('view', 1);
  await insertView(db, { ...view, id, userId: viewer.userId });
  await recordEvent(db, actor, { kind: viewCreated, subject: { type: 'view', id }, data: { objectId: view.objectId } });
  return id;
}
