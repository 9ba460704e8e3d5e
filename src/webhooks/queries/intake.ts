import { empty, sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import { kindsOfBatch } from '../../ledger/index.ts';
import { OPEN } from './order.ts';
import { hasRoom, isFilled } from './subscriptions.ts';

export interface IntakeRow {
  id: number;
  subscription_id: number;
  event_id: number;
  kind: string;
  at: Date;
  actor_type: string;
  actor_id: string | null;
  object_id: number | null;
  record_id: number | null;
  subject_type: string | null;
  subject_id: number | null;
  data: Record<string, unknown> | null;
}

/** Writes down each event of a batch for each subscription that asks for it, once, in the order of the events. */
export async function insertIntake(db: AccountDb, batchId: number, kinds: readonly string[]): Promise<number> {
  return db.run(
    sql`insert into webhook_intake (account_id, subscription_id, event_id, kind, at, actor_type, actor_id, object_id, record_id, subject_type,
          subject_id, data)
        select ${db.accountId}::bigint, m.subscription_id, e.id, e.kind, e.at, e.actor_type, e.actor_id, e.object_id, e.record_id, e.subject_type,
          e.subject_id, e.data
        from (${kindsOfBatch(db, batchId, kinds)}) e
        cross join lateral (
          select distinct w.subscription_id from webhook_wishes w
          join webhook_subscriptions s on s.account_id = ${db.accountId} and s.id = w.subscription_id and ${hasRoom}
          where w.account_id = ${db.accountId} and w.kind = e.kind and (w.subject_id is null or w.subject_id = e.subject_id)
            and (w.object_id is null or w.object_id = e.object_id) and (s.criteria_object is null or s.criteria_object = e.object_id)) m
        order by e.id, m.subscription_id`,
    'webhooks.insert-intake',
  );
}

/**
 * The subscriptions for which `most` waits, filled in or not, and those that were held for it and for which no more than `few` does any more. One that
 * is paused is held until it is resumed.
 */
export async function crossingLimits(
  db: AccountDb,
  { most, few }: { most: number; few: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? empty : sql`and s.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`select s.id from webhook_subscriptions s
        cross join lateral (select (select count(*) from (
            select from webhook_deliveries d where d.account_id = ${db.accountId} and d.subscription_id = s.id and d.status in ${OPEN}
            limit ${most}) d)
          + (select count(*) from (
            select from webhook_intake i where i.account_id = ${db.accountId} and i.subscription_id = s.id limit ${most}) i) as waiting) w
        where s.account_id = ${db.accountId} and ${isFilled} ${named}
          and case when s.reason = 'too_many' then s.state = 'active' and w.waiting <= ${few} else w.waiting >= ${most} end
        order by s.id`,
    ids === undefined ? 'webhooks.crossing-limits' : 'webhooks.crossing-limits-of',
  );
  return rows.map(({ id }) => id);
}

/** The oldest of what is to be filled in; whoever takes it deletes it. Only one at a time does, so that it stays in order. */
export async function takeIntake(db: AccountDb, limit: number): Promise<IntakeRow[]> {
  const { locked } = await db.one<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('webhooks.fill', ${db.accountId})) as locked`,
    'webhooks.lock-filling',
  );
  if (!locked) return [];
  return db.many(
    sql`with taken as (
          delete from webhook_intake i where i.account_id = ${db.accountId} and i.id in (
            select n.id from webhook_intake n where n.account_id = ${db.accountId} order by n.id limit ${limit})
          returning i.id, i.subscription_id, i.event_id, i.kind, i.at, i.actor_type, i.actor_id, i.object_id, i.record_id, i.subject_type, i.subject_id,
            i.data)
        select * from taken order by id`,
    'webhooks.take-intake',
  );
}

export async function accountsWithIntake(db: SystemDb): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(
    sql`select account_id from accounts_with_webhook_intake()`,
    'webhooks.intake-accounts',
  );
  return rows.map(({ account_id }) => account_id);
}
