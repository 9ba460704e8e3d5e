import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionDeleted } from '../events.ts';
import { cancelOpen } from '../queries/order.ts';
import { deleteSubscription } from '../queries/subscriptions.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { subscriptionFor } from './subscription-for.ts';

/** Ends a subscription for good; what waits is not sent any more, what was sent stays in the log as long as that keeps it. Refuses `not_found` and `not_allowed`. */
export async function unsubscribe(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  const { host } = await subscriptionFor(db, viewer, id);
  await recordEvent(db, actor, { kind: webhookSubscriptionDeleted, subject: { type: 'webhook_subscription', id }, data: { host } });
  await cancelOpen(db, id, 'unsubscribed');
  await deleteSubscription(db, id);
  await askForKinds(db);
}
