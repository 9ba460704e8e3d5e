import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionResumed } from '../events.ts';
import { renewOpen } from '../queries/order.ts';
import { setState } from '../queries/subscriptions.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { refuseTellingBeyondScopes } from './refuse-beyond-scopes.ts';
import { subscriptionFor, tellingOf } from './subscription-for.ts';

/**
 * Goes on sending where it stood, with what waits first, in its order. One whose user has left goes on with the viewer's rights. Refuses `not_found`,
 * `not_allowed` and `scope_missing`.
 */
export async function resumeSubscription(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  const subscription = await subscriptionFor(db, viewer, id);
  const { state, reason, host } = subscription;
  if (state === 'active') return;
  refuseTellingBeyondScopes(actor, await tellingOf(db, subscription));
  await setState(db, [id], { state: 'active', reason: null, ...(reason === 'user_left' ? { userId: viewer.userId } : {}) });
  await renewOpen(db, id);
  await recordEvent(db, actor, { kind: webhookSubscriptionResumed, subject: { type: 'webhook_subscription', id }, data: { host } });
  await askForKinds(db);
}
