import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionUpdated } from '../events.ts';
import { redirectOpen } from '../queries/order.ts';
import { replaceWishes, storeSubscription, wishesOf } from '../queries/subscriptions.ts';
import type { NewSubscription, SubscriptionChange } from '../schema.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { checkedSubscription } from './checked-subscription.ts';
import { subscriptionFor } from './subscription-for.ts';

/**
 * Changes what a program is told of, how, and where; what waits goes to the new address, as it was filled in. Refuses `not_found` and what
 * `checkedSubscription` refuses.
 */
export async function updateSubscription(
  db: AccountDb,
  actor: Actor,
  { viewer, id, change }: { viewer: Viewer; id: number; change: SubscriptionChange },
): Promise<void> {
  const before = await subscriptionFor(db, viewer, id);
  const only = before.criteria && before.criteria_object !== null ? { objectId: before.criteria_object, criteria: before.criteria } : null;
  const events =
    change.events ?? (await wishesOf(db, [id])).map((wish) => ({ kind: wish.kind, subjectId: wish.subject_id, objectId: wish.object_id }));
  const input: NewSubscription = {
    url: change.url ?? before.url,
    format: change.format ?? before.format,
    fields: change.fields ?? before.fields,
    only: change.only === undefined ? only : change.only,
    events,
  };
  const { stored, wishes } = await checkedSubscription(db, viewer, input);
  await storeSubscription(db, id, stored);
  if (change.events) await replaceWishes(db, id, wishes);
  if (stored.url !== before.url) await redirectOpen(db, id, stored);
  await recordEvent(db, actor, {
    kind: webhookSubscriptionUpdated,
    subject: { type: 'webhook_subscription', id },
    data: { host: stored.host, changed: Object.keys(change) },
  });
  await askForKinds(db);
}
