import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionUpdated } from '../events.ts';
import { redirectOpen } from '../queries/order.ts';
import { replaceWishes, storeSubscription, type SubscriptionRow } from '../queries/subscriptions.ts';
import type { NewSubscription, SubscriptionChange } from '../schema.ts';
import { askForKinds } from './ask-for-kinds.ts';
import { checkedSubscription } from './checked-subscription.ts';
import { refuseTellingBeyondScopes } from './refuse-beyond-scopes.ts';
import { subscriptionFor, tellingOf } from './subscription-for.ts';

/**
 * Changes what a program is told of, how, and where; what waits goes to the new address, as it was filled in. Refuses `not_found`,
 * `not_your_subscription`, `scope_missing` and what `checkedSubscription` refuses.
 */
export async function updateSubscription(
  db: AccountDb,
  actor: Actor,
  { viewer, id, change }: { viewer: Viewer; id: number; change: SubscriptionChange },
): Promise<void> {
  const before = await subscriptionFor(db, viewer, id);
  refuseOthers(before, viewer);
  const told = await tellingOf(db, before);
  // What waits goes to the new address too.
  refuseTellingBeyondScopes(actor, told);
  const input: NewSubscription = {
    url: change.url ?? before.url,
    format: change.format ?? before.format,
    fields: change.fields ?? before.fields,
    only: change.only === undefined ? told.only : change.only,
    events: change.events ?? told.events,
  };
  refuseTellingBeyondScopes(actor, input);
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

/** It sees with the rights of its user: whoever sees less could have it tell them what is kept from them. */
function refuseOthers({ user_id: userId }: SubscriptionRow, viewer: Viewer): void {
  if (userId === viewer.userId || viewer.isOwner) return;
  throw new Problem(
    'not_your_subscription',
    'This subscription sees with the rights of somebody else. They or the account’s owner can change it; make one of your own.',
    { status: 403 },
  );
}
