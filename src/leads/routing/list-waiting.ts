import type { AccountDb } from '../../app/db.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { criteriaContext, matching } from '../../criteria/index.ts';
import { namedRecords } from '../../records/index.ts';
import { waitingFor, type Waiting } from '../queries/queue.ts';
import type { RouterRow } from '../queries/routers.ts';

const SHOWN = 200;

/** Who waits for a router, of those the viewer may see, the longest first: two hundred at most. Refuses an object of which they may see nothing. */
export async function listWaiting(db: AccountDb, viewer: Viewer, router: RouterRow): Promise<(Waiting & { name: string })[]> {
  const everybody = { all: [] };
  const context = await criteriaContext(db, { objectId: router.object_id, viewer, criteria: everybody });
  const waiting = await waitingFor(db, router.id, matching(everybody, context), SHOWN);
  const named = await namedRecords(
    db,
    router.object_id,
    waiting.map(({ record_id }) => record_id),
  );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return waiting.map((one) => ({ ...one, name: names.get(one.record_id)! }));
}
