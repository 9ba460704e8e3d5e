import type { AccountDb } from '../../app/db.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import { lockedSubscriptions, wishesOf, type SubscriptionRow } from '../queries/subscriptions.ts';
import type { Telling } from './refuse-beyond-scopes.ts';

/** A subscription that the viewer may change, locked. Refuses `not_allowed` and `not_found`. */
export async function subscriptionFor(db: AccountDb, viewer: Viewer, id: number): Promise<SubscriptionRow> {
  if (!viewer.can('settings.manage')) throw notAllowed('manage webhooks');
  const [subscription] = await lockedSubscriptions(db, [id]);
  if (!subscription) throw notFound('subscription');
  return subscription;
}

/** What a subscription is told, as it stands. */
export async function tellingOf(db: AccountDb, { id, fields, criteria, criteria_object: objectId }: SubscriptionRow): Promise<Telling> {
  const wishes = await wishesOf(db, [id]);
  const events = wishes.map((wish) => ({ kind: wish.kind, subjectId: wish.subject_id, objectId: wish.object_id }));
  return { events, fields, only: criteria && objectId !== null ? { objectId, criteria } : null };
}
