import { usersOf } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { presentSubscription } from '../present.ts';
import { countOpen } from '../queries/order.ts';
import { subscriptionRows, wishesOf } from '../queries/subscriptions.ts';
import type { Subscription } from '../schema.ts';

/** So far is counted what waits. */
const COUNTED = 10_000;

/** The account's subscriptions in the order in which they were made, with how they stand; the named ones alone where given. */
export async function subscriptionsOf(db: AccountDb, ids?: readonly number[]): Promise<Subscription[]> {
  const rows = await subscriptionRows(db, ids);
  const wishes = await wishesOf(
    db,
    rows.map(({ id }) => id),
  );
  const waiting = await countOpen(db, COUNTED);
  const names = new Map((await usersOf(db)).map(({ id, name }) => [id, name]));
  return rows.map((row) =>
    presentSubscription(row, {
      wishes: wishes.filter(({ subscription_id }) => subscription_id === row.id),
      waiting: waiting.get(row.id) ?? 0,
      userName: names.get(row.user_id) ?? '',
    }),
  );
}

/** One of them. Refuses `not_found`. */
export async function subscriptionById(db: AccountDb, id: number): Promise<Subscription> {
  const [subscription] = await subscriptionsOf(db, [id]);
  if (!subscription) throw notFound('subscription');
  return subscription;
}
