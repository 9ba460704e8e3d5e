import type { AccountDb } from '../../app/db.ts';
import type { EventsToRead } from '../../app/kernel/domain.ts';
import { insertIntake } from '../queries/intake.ts';
import { FILLED_AT_ONCE, fillIntake } from './fill-intake.ts';
import { limitWaiting } from './limit-waiting.ts';

export const FOLLOWER = 'webhooks.subscriptions';

/** Writes down what happened in a batch of the ledger for the subscriptions that ask for it; few events are filled in at once, many by and by. */
export const followSubscriptions = (db: AccountDb, batchId: number, kinds: readonly string[]): Promise<void> =>
  followSubscriptionsTogether(db, [{ batchId, kinds }]);

/** The same for several batches, in their order. */
export async function followSubscriptionsTogether(db: AccountDb, batches: readonly EventsToRead[]): Promise<void> {
  const hasCrossed = await limitWaiting(db);
  let written = 0;
  for (const { batchId, kinds } of batches) written += await insertIntake(db, batchId, kinds);
  // Whoever locks subscriptions does it once, in order of their ids.
  if (!hasCrossed && written > 0 && written <= FILLED_AT_ONCE) await fillIntake(db);
}
