import { sql, type AccountDb } from '../../app/db.ts';

/** Tells every follower that wants one of the kinds that this batch is there to read. */
export async function insertBatches(db: AccountDb, batchId: number, followers: readonly string[], kinds: readonly string[]): Promise<void> {
  await db.run(
    sql`insert into event_batches (account_id, follower, batch_id, kinds)
        select ${db.accountId}, unnest(${followers}::text[]), ${batchId}, ${kinds}::text[]`,
    'ledger.insert-batches',
  );
}

/** A batch that waits for a follower, and how many events are in it, counted no further than asked; not at all when it is the only one asked for. */
export interface WaitingBatch {
  batch_id: number;
  kinds: string[];
  attempts: number;
  events: number;
}

/** The oldest batches this follower has not read and nobody else is reading; they stay locked to the end of the transaction. */
export async function claimBatches(
  db: AccountDb,
  follower: string,
  { batches, countUpTo }: { batches: number; countUpTo: number },
): Promise<WaitingBatch[]> {
  const waiting = sql`select batch_id, kinds, attempts from event_batches
    where account_id = ${db.accountId} and follower = ${follower} and failed_at is null
    order by batch_id limit ${batches} for update skip locked`;
  if (batches === 1) return db.many(sql`select w.*, 0 as events from (${waiting}) w`, 'ledger.claim-batch');
  return db.many(
    sql`with waiting as materialized (${waiting})
        select w.batch_id, w.kinds, w.attempts, c.events from waiting w
        cross join lateral (
          select count(*) as events from (
            select from events e where e.account_id = ${db.accountId} and e.batch_id = w.batch_id limit ${countUpTo}) l) c
        order by w.batch_id`,
    'ledger.claim-batches',
  );
}

/** Whether this transaction is now the only one reading for this follower in this account. */
export async function lockFollower(db: AccountDb, follower: string): Promise<boolean> {
  const { locked } = await db.one<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`follower:${follower}`}, ${db.accountId})) as locked`,
    'ledger.lock-follower',
  );
  return locked;
}

export async function deleteBatches(db: AccountDb, follower: string, batchIds: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from event_batches where account_id = ${db.accountId} and follower = ${follower} and batch_id = any(${batchIds}::bigint[])`,
    'ledger.delete-batches',
  );
}

/** Counts a failed reading; after `limit` of them the batch is set aside with its reason, so that those behind it go on. */
export async function markBatchFailed(db: AccountDb, follower: string, batchId: number, limit: number, reason: string): Promise<void> {
  await db.run(
    sql`update event_batches set attempts = attempts + 1, failure = ${reason},
          failed_at = case when attempts + 1 >= ${limit} then ${db.now}::timestamptz end
        where account_id = ${db.accountId} and follower = ${follower} and batch_id = ${batchId}`,
  );
}
