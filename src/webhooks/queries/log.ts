import { empty, sql, type AccountDb, type Queries } from '../../app/db.ts';
import type { DeliveryStatus, LogDays } from '../schema.ts';
import { DELIVERY, type DeliveryRow } from './deliveries.ts';

/** Requests, newest first, before the one named `before` where given. */
export async function loggedDeliveries(
  db: AccountDb,
  page: {
    status?: DeliveryStatus | undefined;
    host?: string | undefined;
    subscription?: number | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<DeliveryRow[]> {
  const chosen = page.status === undefined ? empty : sql`and d.status = ${page.status}`;
  const toHost = page.host === undefined ? empty : sql`and d.host = ${page.host}`;
  const ofSubscription = page.subscription === undefined ? empty : sql`and d.subscription_id = ${page.subscription}`;
  const older = page.before === undefined ? empty : sql`and d.id < ${page.before}`;
  return db.many(
    sql`select ${DELIVERY} from webhook_deliveries d
        where d.account_id = ${db.accountId} ${chosen} ${toHost} ${ofSubscription} ${older} order by d.id desc limit ${page.limit}`,
  );
}

/** One request; with `lock` it stays as it is to the end of the transaction. */
export async function deliveryById(db: AccountDb, id: number, lock = false): Promise<DeliveryRow | undefined> {
  return db.maybeOne(
    sql`select ${DELIVERY} from webhook_deliveries d where d.account_id = ${db.accountId} and d.id = ${id} ${lock ? sql`for update` : empty}`,
  );
}

/** One that failed stands in the queue again, with all its tries before it. */
export async function requeueDelivery(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update webhook_deliveries set status = 'queued', reason = null, attempts = 0, due_at = ${db.now}, settled_at = null
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function deliveriesOf(db: AccountDb, objectId: number, recordId: number): Promise<DeliveryRow[]> {
  return db.many(
    sql`select ${DELIVERY} from webhook_deliveries d
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} order by d.id`,
  );
}

/** Takes what was personal from the requests about a record, and keeps those still waiting from leaving. */
export async function forgetDeliveries(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`update webhook_deliveries set url = null, headers = null, body = null, response_headers = null, response_body = null,
          status = case when status in ('waiting', 'queued') then 'cancelled' else status end,
          reason = case when status in ('waiting', 'queued') then 'deleted' else reason end,
          settled_at = case when status in ('waiting', 'queued') then ${db.now}::timestamptz else settled_at end
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

/** Hands requests about one record to another; the named ones alone where given. Gives which. */
export async function moveDeliveries(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? empty : sql`and d.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update webhook_deliveries d set record_id = ${toId}
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${fromId} ${named} returning d.id`,
  );
  return rows.map(({ id }) => id);
}

export async function forgetOld(db: Queries, days: number): Promise<void> {
  await db.many(sql`select forget_old_webhooks(${days}::integer)`);
}

/** Forgets what subscriptions sent, as long ago as each account has asked for, or as is usual. */
export async function forgetOldOfSubscriptions(db: Queries, days: LogDays & { held: number }): Promise<void> {
  await db.many(sql`select forget_old_subscribed_webhooks(${days.taken}::integer, ${days.failed}::integer, ${days.held}::integer)`);
}

export async function logDaysOf(db: AccountDb): Promise<LogDays | undefined> {
  return db.maybeOne(
    sql`select l.taken_days as taken, l.failed_days as failed from webhook_log_settings l where l.account_id = ${db.accountId}`,
  );
}

export async function storeLogDays(db: AccountDb, { taken, failed }: LogDays): Promise<void> {
  await db.run(
    sql`insert into webhook_log_settings (account_id, taken_days, failed_days) values (${db.accountId}, ${taken}, ${failed})
        on conflict (account_id) do update set taken_days = excluded.taken_days, failed_days = excluded.failed_days`,
  );
}

/** What was last tried of each subscription, with all that the log still has of it. */
export async function lastTriedOf(db: AccountDb, ids: readonly number[]): Promise<(DeliveryRow & { subscription_id: number })[]> {
  return db.many(
    sql`select d.* from unnest(${ids}::bigint[]) s(id) cross join lateral (
          select ${DELIVERY} from webhook_deliveries d
          where d.account_id = ${db.accountId} and d.subscription_id = s.id and d.tried_at is not null
          order by d.id desc limit 1) d`,
  );
}
