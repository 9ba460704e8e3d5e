import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionOverloaded, webhookSubscriptionRelieved } from '../events.ts';
import { crossingLimits } from '../queries/intake.ts';
import { lockedSubscriptions, setState, type SubscriptionRow } from '../queries/subscriptions.ts';

/** So many may wait for one subscription; then nothing more is written down for it, */
export const MOST_WAITING = 100_000;
/** until no more than so many wait. */
export const FEW_WAITING = 50_000;

/**
 * Writes nothing more down for the subscriptions, all or the named ones, for which so much waits that a receiver who takes too little would fill the
 * disk, and tells their user and the account's owner once; begins again where enough has gone. What waits is sent meanwhile. Whether either was so.
 */
export async function limitWaiting(db: AccountDb, ids?: readonly number[]): Promise<boolean> {
  const crossing = await crossingLimits(db, { most: MOST_WAITING, few: FEW_WAITING }, ids);
  const subscriptions = crossing.length === 0 ? [] : await lockedSubscriptions(db, crossing);
  for (const subscription of subscriptions) await (subscription.reason === 'too_many' ? relieve : overload)(db, subscription);
  return subscriptions.length > 0;
}

async function overload(db: AccountDb, { id, host, state, user_id: userId }: SubscriptionRow): Promise<void> {
  await setState(db, [id], { state, reason: 'too_many', goesOn: true });
  const { ownerUserId } = await accountSettings(db);
  const userIds = [...new Set([userId, ...(ownerUserId === null ? [] : [ownerUserId])])];
  const subject = { type: 'webhook_subscription', id };
  await recordEvent(db, system, { kind: webhookSubscriptionOverloaded, subject, data: { host, count: MOST_WAITING, userIds } });
}

async function relieve(db: AccountDb, { id, host, state }: SubscriptionRow): Promise<void> {
  await setState(db, [id], { state, reason: null, goesOn: true });
  await recordEvent(db, system, { kind: webhookSubscriptionRelieved, subject: { type: 'webhook_subscription', id }, data: { host } });
}
