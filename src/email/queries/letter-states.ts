import { sql, type AccountDb } from '../../app/db.ts';
import type { DeliveryStatus } from '../schema.ts';

export interface LetterState {
  id: number;
  status: DeliveryStatus;
  reason: string | null;
  bounced_at: Date | null;
}

/** What became of some letters. */
export async function letterStates(db: AccountDb, ids: readonly number[]): Promise<LetterState[]> {
  if (ids.length === 0) return [];
  return db.many(
    sql`select d.id, d.status, d.reason, d.bounced_at from deliveries d where d.account_id = ${db.accountId} and d.id = any(${ids}::bigint[])`,
    'email.letter-states',
  );
}
