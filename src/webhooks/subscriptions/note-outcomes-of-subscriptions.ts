import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionEnded, webhookSubscriptionPaused } from '../events.ts';
import { markOutcomes, type Outcome } from '../queries/deliveries.ts';
import { cancelOpen, promoteNext } from '../queries/order.ts';
import { lockedSubscriptions, noteStandings, setState, type NotedStanding, type SubscriptionRow } from '../queries/subscriptions.ts';
import { nextTryOfSubscription } from '../rules/retry.ts';
import { isDead, standingAfter } from '../rules/standing.ts';
import { endedAtOnce, reasonOf, retryAfterOf, unsettled, wasTaken, type Tried } from '../tried.ts';
import { askForKinds } from './ask-for-kinds.ts';

/**
 * Notes what became of tries to hand subscriptions' deliveries over, lets the next about the same record lead where one came to its end, and pauses the
 * subscriptions nobody answers to; what those owe waits.
 */
export async function noteOutcomesOfSubscriptions(db: AccountDb, tries: readonly Tried[]): Promise<void> {
  const subscriptions = await lockedSubscriptions(db, [...new Set(tries.map(({ delivery }) => delivery.subscription_id!))]);
  const standings = subscriptions.flatMap((subscription) => standingOf(subscription, tries));
  const dead = new Set(standings.filter((one) => isDead(one, db.now)).map(({ id }) => id));
  const living = new Set(subscriptions.filter(({ state }) => state !== 'ended').map(({ id }) => id));
  const outcomes = tries.map((tried) => outcomeOf(tried, db.now, { living, dead }));
  await markOutcomes(db, outcomes, []);
  await noteStandings(db, standings);
  const ended = tries.filter((_, place) => outcomes[place]!.status !== 'queued');
  const keys = ended.flatMap(({ delivery: { subscription_id: subscriptionId, object_id: objectId, record_id: recordId } }) =>
    objectId === null || recordId === null ? [] : [{ subscriptionId: subscriptionId!, objectId, recordId }],
  );
  if (keys.length > 0) await promoteNext(db, keys);
  for (const subscription of subscriptions) await pauseOrEnd(db, subscription, { tries, isDead: dead.has(subscription.id) });
}

function standingOf(subscription: SubscriptionRow, tries: readonly Tried[]): NotedStanding[] {
  const own = tries.filter(({ delivery, captured }) => delivery.subscription_id === subscription.id && !captured);
  if (own.length === 0) return [];
  const failed = own.filter((tried) => !wasTaken(tried));
  const since = failed.map(({ delivery }) => delivery.first_tried_at?.getTime() ?? Number.POSITIVE_INFINITY);
  const before = { failures: subscription.failures, failingSince: subscription.failing_since };
  const after = standingAfter(before, {
    taken: own.length - failed.length,
    failed: failed.length,
    since: failed.length === 0 ? null : new Date(Math.min(...since)),
  });
  const triedStatus = own.at(-1)!.answer?.status ?? null;
  return [{ id: subscription.id, ...after, triedStatus, wasTaken: own.length > failed.length }];
}

function outcomeOf(tried: Tried, now: Date, { living, dead }: { living: ReadonlySet<number>; dead: ReadonlySet<number> }): Outcome {
  const ended = endedAtOnce(tried);
  if (ended) return ended;
  const { delivery, answer } = tried;
  const base = { ...unsettled(tried), reason: reasonOf(tried) };
  if (!living.has(delivery.subscription_id!)) return { ...base, status: 'failed' };
  const since = delivery.first_tried_at ?? now;
  const dueAt = nextTryOfSubscription({ attempts: delivery.attempts, since, now, luck: Math.random() }, retryAfterOf(answer));
  if (dueAt) return { ...base, status: 'queued', dueAt };
  // Where nobody takes anything any more it is not this delivery that is at fault: it waits with the others.
  return dead.has(delivery.subscription_id!) ? { ...base, status: 'queued', dueAt: now } : { ...base, status: 'failed' };
}

async function pauseOrEnd(
  db: AccountDb,
  subscription: SubscriptionRow,
  { tries, isDead: isPaused }: { tries: readonly Tried[]; isDead: boolean },
): Promise<void> {
  const { id, host, state, user_id: userId, failing_since: failingSince } = subscription;
  const isGone = tries.some((tried) => tried.delivery.subscription_id === id && tried.answer?.status === 410);
  if (state === 'ended' || (state !== 'active' && !isGone) || (!isGone && !isPaused)) return;
  const reason = isGone ? 'gone' : 'dead';
  await setState(db, [id], { state: isGone ? 'ended' : 'paused', reason });
  if (isGone) {
    await cancelOpen(db, id, 'gone');
    await askForKinds(db);
  }
  const { ownerUserId } = await accountSettings(db);
  const userIds = [...new Set([userId, ...(ownerUserId === null ? [] : [ownerUserId])])];
  const kind = isGone ? webhookSubscriptionEnded : webhookSubscriptionPaused;
  const data = { host, reason, userIds, ...(failingSince ? { failingSince: failingSince.toISOString() } : {}) };
  await recordEvent(db, system, { kind, subject: { type: 'webhook_subscription', id }, data });
}
