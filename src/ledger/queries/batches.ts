import { empty, sql, type AccountDb } from '../../app/db.ts';

/**
 * Tells every follower that wants one of the kinds that this batch is there to read: those named, and those that asked for one of them in this
 * account. It stands last in its transaction, so that batches about the same thing bear times in the order in which they were committed.
 */
export async function insertBatches(
  db: AccountDb,
  batch: { id: number; kinds: readonly string[] },
  { followers, isAnyOnRequest }: { followers: readonly string[]; isAnyOnRequest: boolean },
): Promise<void> {
  const onRequest = sql`union select k.follower from followed_kinds k
    where k.account_id = ${db.accountId} and k.kind = any(${batch.kinds}::text[])`;
  await db.run(
    sql`insert into event_batches (account_id, follower, batch_id, kinds)
        select ${db.accountId}, w.follower, ${batch.id}, ${batch.kinds}::text[]
        from (select unnest(${followers}::text[]) as follower ${isAnyOnRequest ? onRequest : empty}) w`,
    isAnyOnRequest ? 'ledger.insert-batches' : 'ledger.insert-batches-of-those-named',
  );
}

/** Asks for these kinds in the account, for a follower that reads on request, and for no others. */
export async function replaceFollowedKinds(db: AccountDb, follower: string, kinds: readonly string[]): Promise<void> {
  await db.run(
    sql`delete from followed_kinds where account_id = ${db.accountId} and follower = ${follower} and kind <> all(${kinds}::text[])`,
  );
  await db.run(
    sql`insert into followed_kinds (account_id, kind, follower)
        select ${db.accountId}, unnest(${kinds}::text[]), ${follower} on conflict do nothing`,
  );
}

/** A batch that waits for a follower, and how many events are in it, counted no further than asked; not at all when it is the only one asked for. */
export interface WaitingBatch {
  batch_id: number;
  kinds: string[];
  attempts: number;
  events: number;
}

/**
 * The oldest batches this follower has not read and nobody else is reading; they stay locked to the end of the transaction. Oldest by the ids they were
 * given, or, where asked, by the times of their commits.
 */
export async function claimBatches(
  db: AccountDb,
  follower: string,
  { batches, countUpTo, isByCommit }: { batches: number; countUpTo: number; isByCommit: boolean },
): Promise<WaitingBatch[]> {
  const order = isByCommit ? sql`recorded_at, batch_id` : sql`batch_id`;
  const waiting = sql`select batch_id, kinds, attempts, recorded_at from event_batches
    where account_id = ${db.accountId} and follower = ${follower} and failed_at is null
    order by ${order} limit ${batches} for update skip locked`;
  const name = isByCommit ? 'ledger.claim-by-commit' : 'ledger.claim';
  if (batches === 1) return db.many(sql`select w.batch_id, w.kinds, w.attempts, 0 as events from (${waiting}) w`, `${name}-batch`);
  return db.many(
    sql`with waiting as materialized (${waiting})
        select w.batch_id, w.kinds, w.attempts, c.events from waiting w
        cross join lateral (
          select count(*) as events from (
            select from events e where e.account_id = ${db.accountId} and e.batch_id = w.batch_id limit ${countUpTo}) l) c
        order by ${isByCommit ? sql`w.recorded_at, w.batch_id` : sql`w.batch_id`}`,
    `${name}-batches`,
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
