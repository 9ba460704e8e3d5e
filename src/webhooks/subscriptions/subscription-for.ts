import type { AccountDb } from '../../app/db.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { lockedSubscriptions, type SubscriptionRow } from '../queries/subscriptions.ts';

/** A subscription that the viewer may change, locked. Refuses `not_allowed` and `not_found`. */
export async function subscriptionFor(db: AccountDb, viewer: Viewer, id: number): Promise<SubscriptionRow> {
  if (!viewer.can('settings.manage')) throw notAllowed('manage webhooks');
  const [subscription] = await lockedSubscriptions(db, [id]);
  if (!subscription) throw notFound('subscription');
  return subscription;
}
