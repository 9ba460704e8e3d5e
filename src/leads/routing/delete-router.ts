import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { routerDeleted } from '../events.ts';
import { emptyQueue } from '../queries/queue.ts';
import { markRouterDeleted, type RouterRow } from '../queries/routers.ts';
import { loadRouter } from './load-router.ts';
import { tellLeft } from './route-records.ts';

/** Takes a lead router out of use. Records that wait for it stay as they are, each with an event that says so. Gives how many. */
export async function deleteRouter(db: AccountDb, actor: Actor, id: number): Promise<{ left: number }> {
  const router: RouterRow = await loadRouter(db, id, true);
  const waiting = await emptyQueue(db, id);
  await markRouterDeleted(db, id);
  const causeId = await recordEvent(db, actor, { kind: routerDeleted, subject: { type: 'lead_router', id } });
  const leads = waiting.map((recordId) => ({ id: recordId, from: null, causeId }));
  await tellLeft(db, actor, router, leads, 'nobody');
  return { left: waiting.length };
}
