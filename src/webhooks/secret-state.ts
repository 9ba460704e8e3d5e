import type { AccountDb } from '../app/db.ts';
import { secretsInForce } from './queries/secrets.ts';
import type { SecretState } from './schema.ts';

/** Since when the account, or one of its subscriptions, signs with its secret, and until when with the one before; what they are nobody can read. */
export async function secretState(db: AccountDb, subscriptionId?: number): Promise<SecretState> {
  const [current, previous] = await secretsInForce(db, subscriptionId);
  return { madeAt: current?.made_at.toISOString() ?? null, previousEndsAt: previous?.ends_at?.toISOString() ?? null };
}
