import { sql, type AccountDb } from '../../app/db.ts';

export interface ConfirmationRow {
  record_id: number;
  requested_at: Date;
  expires_at: Date;
  asked_at: Date;
  asked_count: number;
}

const ROW = sql`c.record_id, c.requested_at, c.expires_at, c.asked_at, c.asked_count`;

export async function confirmationOf(db: AccountDb, objectId: number, recordId: number): Promise<ConfirmationRow | undefined> {
  return db.maybeOne(
    sql`select ${ROW} from confirmation_requests c
        where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.record_id = ${recordId}`,
    'compliance.confirmation',
  );
}

/**
 * Notes that these people are asked to confirm, and gives those of them whom a letter shall ask: not who was asked since `askedBefore`, nor as
 * often as `most` times without an answer.
 */
export async function openConfirmations(
  db: AccountDb,
  asked: { objectId: number; recordIds: readonly number[]; expiresAt: Date; askedBefore: Date; most: number },
): Promise<number[]> {
  const rows = await db.many<{ record_id: number }>(
    sql`insert into confirmation_requests (account_id, object_id, record_id, requested_at, expires_at, asked_at)
        select distinct ${db.accountId}::bigint, ${asked.objectId}::integer, told.record_id, ${db.now}::timestamptz, ${asked.expiresAt}::timestamptz,
          ${db.now}::timestamptz
        from unnest(${asked.recordIds}::bigint[]) told(record_id) order by 3
        on conflict (account_id, object_id, record_id) do update
          set expires_at = excluded.expires_at, asked_at = excluded.asked_at, asked_count = confirmation_requests.asked_count + 1
          where confirmation_requests.asked_at <= ${asked.askedBefore} and confirmation_requests.asked_count < ${asked.most}
        returning record_id`,
  );
  return rows.map(({ record_id }) => record_id);
}

export async function closeConfirmations(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from confirmation_requests
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = any(${recordIds}::bigint[])`,
  );
}
