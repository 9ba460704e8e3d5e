import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { recordEvent } from '../../ledger/index.ts';
import { webhookSubscriptionPaused } from '../events.ts';
import { setState } from '../queries/subscriptions.ts';
import { subscriptionFor } from './subscription-for.ts';

/** Sends nothing more for now: what happens is written down and waits, up to seven days. Refuses `not_found` and `not_allowed`. */
export async function pauseSubscription(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  const { state, host } = await subscriptionFor(db, viewer, id);
  if (state !== 'active') return;
  await setState(db, [id], { state: 'paused', reason: 'person' });
  const subject = { type: 'webhook_subscription', id };
  await recordEvent(db, actor, { kind: webhookSubscriptionPaused, subject, data: { host, reason: 'person' } });
}
