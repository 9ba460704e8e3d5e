import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionPaused } from '../events.ts';
import { setState, subscriptionRows, subscriptionsOfUser } from '../queries/subscriptions.ts';
import { askForKinds } from './ask-for-kinds.ts';

/** Pauses what was told with the rights of somebody who leaves, until somebody else lends theirs; whoever owns the account is told. */
export async function leaveSubscriptions(db: AccountDb, actor: Actor, userId: number): Promise<void> {
  const ids = await subscriptionsOfUser(db, userId);
  if (ids.length === 0) return;
  await setState(db, ids, { state: 'paused', reason: 'user_left' });
  const { ownerUserId } = await accountSettings(db);
  const userIds = ownerUserId === null || ownerUserId === userId ? [] : [ownerUserId];
  for (const { id, host } of await subscriptionRows(db, ids)) {
    const subject = { type: 'webhook_subscription', id };
    await recordEvent(db, actor, { kind: webhookSubscriptionPaused, subject, data: { host, reason: 'user_left', userIds } });
  }
  await askForKinds(db);
}
