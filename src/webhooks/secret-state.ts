import type { AccountDb } from '../app/db.ts';
import { secretsInForce } from './queries/secrets.ts';
import type { SecretState } from './schema.ts';

/** Since when the account signs with its secret, and until when with the one before; what they are nobody can read. */
export async function secretState(db: AccountDb): Promise<SecretState> {
  const [current, previous] = await secretsInForce(db);
  return { madeAt: current?.made_at.toISOString() ?? null, previousEndsAt: previous?.ends_at?.toISOString() ?? null };
}
