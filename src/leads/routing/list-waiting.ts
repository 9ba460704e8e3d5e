import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { waitingFor } from '../queries/queue.ts';
import type { RouterRow } from '../queries/routers.ts';

const SHOWN = 200;

/** Who waits for a router, of those the viewer may see, the longest first: two hundred at most. Refuses an object of which they may see nothing. */
export async function listWaiting(db: AccountDb, viewer: Viewer, router: RouterRow): ReturnType<typeof waitingFor> {
  const everybody = { all: [] };
  const context = await criteriaContext(db, { objectId: router.object_id, viewer, criteria: everybody });
  return waitingFor(db, router.id, matching(everybody, context), SHOWN);
}
