import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionReplayed } from '../events.ts';
import { countReplayable, insertReplays } from '../queries/order.ts';
import { lockedSubscriptions } from '../queries/subscriptions.ts';
import type { Replay } from '../schema.ts';
import { subscriptionFor } from './subscription-for.ts';

/** So many are sent again at once; ask again for those behind them. */
const MOST_REPLAYED = 10_000;

/**
 * Sends again what failed, or all of a span of time, as it was, in its order and behind what waits about the same records. Gives how many. Refuses
 * `not_found`, `not_allowed`, and while the account practises `practising`.
 */
export async function replaySubscription(
  db: AccountDb,
  actor: Actor,
  { viewer, id, asked }: { viewer: Viewer; id: number; asked: Replay },
): Promise<number> {
  await subscriptionFor(db, viewer, id);
  if ((await accountSettings(db)).mode === 'practising')
    throw new Problem('practising', 'Nothing leaves while the account practises. Go live first.', { status: 409 });
  const from = asked.from === undefined ? undefined : new Date(asked.from);
  const to = asked.to === undefined ? undefined : new Date(asked.to);
  return (await replayDeliveries(db, actor, { subscriptionId: id, failedOnly: asked.failedOnly, from, to })).count;
}

/** The same for deliveries of the log that were found to be repeatable; gives the number of the first too. Refuses `not_found` where nobody subscribes any more. */
export async function replayDeliveries(
  db: AccountDb,
  actor: Actor,
  {
    subscriptionId,
    ids,
    failedOnly = false,
    from,
    to,
  }: { subscriptionId: number; ids?: number[]; failedOnly?: boolean; from?: Date | undefined; to?: Date | undefined },
): Promise<{ count: number; firstId: number | undefined }> {
  const [subscription] = await lockedSubscriptions(db, [subscriptionId]);
  if (!subscription) throw notFound('subscription');
  const asked = { subscriptionId, ids, failedOnly, from, to };
  const count = await countReplayable(db, asked, MOST_REPLAYED);
  if (count === 0) {
    if (ids) throw new Problem('cannot_repeat', 'This was sent again since. Send that one again.', { status: 409 });
    return { count, firstId: undefined };
  }
  const firstId = await db.database.nextIds(db.accountId, 'webhook', count);
  const madeBy = `${actor.type}:${actor.id ?? ''}`;
  await insertReplays(db, asked, { firstId, count, madeBy, url: subscription.url, host: subscription.host });
  const subject = { type: 'webhook_subscription', id: subscriptionId };
  await recordEvent(db, actor, { kind: webhookSubscriptionReplayed, subject, data: { host: subscription.host, count } });
  return { count, firstId };
}
