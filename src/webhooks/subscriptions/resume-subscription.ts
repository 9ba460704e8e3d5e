import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionResumed } from '../events.ts';
import { renewOpen } from '../queries/order.ts';
import { setState } from '../queries/subscriptions.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { subscriptionFor } from './subscription-for.ts';

/**
 * Goes on sending where it stood, with what waits first, in its order. One whose user has left goes on with the viewer's rights. Refuses `not_found` and
 * `not_allowed`.
 */
export async function resumeSubscription(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  const { state, reason, host } = await subscriptionFor(db, viewer, id);
  if (state === 'active') return;
  await setState(db, [id], { state: 'active', reason: null, ...(reason === 'user_left' ? { userId: viewer.userId } : {}) });
  await renewOpen(db, id);
  await recordEvent(db, actor, { kind: webhookSubscriptionResumed, subject: { type: 'webhook_subscription', id }, data: { host } });
  await askForKinds(db);
}
