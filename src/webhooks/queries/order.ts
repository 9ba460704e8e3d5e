import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Format } from '../schema.ts';

/** What is still to go. */
export const OPEN = sql`('waiting', 'queued', 'sending')`;

/** A delivery to one subscription, about a record or about none. */
export interface SubscribedDelivery {
  id: number;
  objectId: number | null;
  recordId: number | null;
  causeId: number | null;
  kind: string;
  body: string;
}

export interface SubscribedDeliveries {
  subscription: { id: number; url: string; host: string; format: Format };
  madeBy: string;
  isCaptured: boolean;
  deliveries: readonly SubscribedDelivery[];
}

const TYPES: Readonly<Record<Format, string>> = { form: 'application/x-www-form-urlencoded', json: 'application/json' };

/** Of the rows `q` (object_id, record_id, place) to be written in this order, whether one stands before it about the same record, here or in the queue. */
const standing = (db: AccountDb, subscriptionId: number): Sql => sql`case
    when q.record_id is null then 'queued'
    when row_number() over (partition by q.object_id, q.record_id order by q.place) > 1 then 'waiting'
    when exists (select from webhook_deliveries b where b.account_id = ${db.accountId} and b.subscription_id = ${subscriptionId}
      and b.object_id = q.object_id and b.record_id = q.record_id and b.status in ${OPEN}) then 'waiting'
    else 'queued' end`;

/** Writes deliveries of one subscription, which is locked, behind all that are there; ids ascend. */
export async function insertSubscribed(
  db: AccountDb,
  { subscription, madeBy, isCaptured, deliveries }: SubscribedDeliveries,
): Promise<void> {
  const of = <T>(read: (delivery: SubscribedDelivery) => T): T[] => deliveries.map(read);
  const headers = JSON.stringify([{ name: 'Content-Type', value: TYPES[subscription.format] }]);
  await db.run(
    sql`insert into webhook_deliveries (account_id, id, subscription_id, object_id, record_id, made_by, cause_id, event_kind, status, reason, host, method,
          url, headers, body, due_at, made_at, settled_at)
        select ${db.accountId}::bigint, q.id, ${subscription.id}::bigint, q.object_id, q.record_id, ${madeBy}, q.cause_id, q.kind,
          ${isCaptured ? sql`'captured'` : standing(db, subscription.id)}, ${isCaptured ? 'practising' : null}::text, ${subscription.host}, 'POST',
          ${subscription.url}, ${headers}::jsonb, q.body, ${db.now}::timestamptz, ${db.now}::timestamptz,
          ${isCaptured ? db.now : null}::timestamptz
        from unnest(${of(({ id }) => id)}::bigint[], ${of(({ objectId }) => objectId)}::integer[], ${of(({ recordId }) => recordId)}::bigint[],
          ${of(({ causeId }) => causeId)}::bigint[], ${of(({ kind }) => kind)}::text[], ${of(({ body }) => body)}::text[])
          with ordinality q(id, object_id, record_id, cause_id, kind, body, place)`,
    isCaptured ? 'webhooks.insert-captured' : 'webhooks.insert-subscribed',
  );
}

/** Which deliveries of a subscription's log are meant. */
export interface Replayed {
  subscriptionId: number;
  ids?: readonly number[] | undefined;
  failedOnly: boolean;
  from?: Date | undefined;
  to?: Date | undefined;
}

const replayable = (db: AccountDb, { subscriptionId, ids, failedOnly, from, to }: Replayed): Sql => sql`
    d.account_id = ${db.accountId} and d.subscription_id = ${subscriptionId} and d.body is not null
      and d.status ${failedOnly ? sql`= 'failed'` : sql`in ('sent', 'failed')`}
      ${ids === undefined ? empty : sql`and d.id = any(${ids}::bigint[])`}
      ${from === undefined ? empty : sql`and d.made_at >= ${from}`} ${to === undefined ? empty : sql`and d.made_at <= ${to}`}
      and not exists (select from webhook_deliveries a where a.account_id = ${db.accountId} and a.subscription_id = ${subscriptionId}
        and a.repeats = coalesce(d.repeats, d.id) and a.id > d.id)`;

export async function countReplayable(db: AccountDb, asked: Replayed, limit: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from (select from webhook_deliveries d where ${replayable(db, asked)} limit ${limit}) d`,
  );
  return count;
}

/** Writes what was sent once more behind all that waits, in the order in which it was first asked for; it goes under the ids it had. */
export async function insertReplays(
  db: AccountDb,
  asked: Replayed,
  made: { firstId: number; count: number; madeBy: string; url: string; host: string },
): Promise<number> {
  return db.run(
    sql`insert into webhook_deliveries (account_id, id, subscription_id, object_id, record_id, made_by, cause_id, event_kind, status, host, method, url,
          headers, body, due_at, made_at, repeats)
        select ${db.accountId}::bigint, ${made.firstId}::bigint + q.place - 1, ${asked.subscriptionId}::bigint, q.object_id, q.record_id, ${made.madeBy},
          q.cause_id, q.event_kind, ${standing(db, asked.subscriptionId)}, ${made.host}, q.method, ${made.url}, q.headers, q.body,
          ${db.now}::timestamptz, ${db.now}::timestamptz, coalesce(q.repeats, q.id)
        from (select d.*, row_number() over (order by coalesce(d.repeats, d.id)) as place from webhook_deliveries d
              where ${replayable(db, asked)} order by coalesce(d.repeats, d.id) limit ${made.count}) q`,
  );
}

/** Lets those lead that no earlier one about the same record stands before any more; their subscriptions are locked. */
export async function promoteNext(
  db: AccountDb,
  keys: readonly { subscriptionId: number; objectId: number; recordId: number }[],
): Promise<void> {
  await db.run(
    sql`update webhook_deliveries d set status = 'queued', due_at = least(d.due_at, ${db.now}::timestamptz)
        where d.account_id = ${db.accountId} and d.status = 'waiting' and d.id in (
          select (select min(w.id) from webhook_deliveries w where w.account_id = ${db.accountId} and w.subscription_id = k.subscription_id
              and w.object_id = k.object_id and w.record_id = k.record_id and w.status = 'waiting') as id
          from unnest(${keys.map(({ subscriptionId }) => subscriptionId)}::bigint[], ${keys.map(({ objectId }) => objectId)}::integer[],
            ${keys.map(({ recordId }) => recordId)}::bigint[]) k(subscription_id, object_id, record_id)
          where not exists (select from webhook_deliveries b where b.account_id = ${db.accountId} and b.subscription_id = k.subscription_id
            and b.object_id = k.object_id and b.record_id = k.record_id and b.status in ('queued', 'sending')))`,
    'webhooks.promote-next',
  );
}

/** The subscriptions to which something about one of these records is still to go. */
export async function openAbout(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select distinct d.subscription_id as id from webhook_deliveries d
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = any(${recordIds}::bigint[])
          and d.subscription_id is not null and d.status in ${OPEN}`,
  );
  return rows.map(({ id }) => id);
}

/** Whatever still waits to go to a subscription goes to its new address. */
export async function redirectOpen(db: AccountDb, subscriptionId: number, { url, host }: { url: string; host: string }): Promise<void> {
  await db.run(
    sql`update webhook_deliveries set url = ${url}, host = ${host}
        where account_id = ${db.accountId} and subscription_id = ${subscriptionId} and status in ('waiting', 'queued') and url is not null`,
  );
}

/** What waits to go to a subscription will not. */
export async function cancelOpen(db: AccountDb, subscriptionId: number, reason: 'gone' | 'unsubscribed'): Promise<void> {
  await db.run(
    sql`update webhook_deliveries set status = 'cancelled', reason = ${reason}, settled_at = ${db.now}
        where account_id = ${db.accountId} and subscription_id = ${subscriptionId} and status in ('waiting', 'queued')`,
  );
}

/** What was tried in vain is tried again at once, with all its tries before it. */
export async function renewOpen(db: AccountDb, subscriptionId: number): Promise<void> {
  await db.run(
    sql`update webhook_deliveries set attempts = 0, first_tried_at = null, due_at = ${db.now}
        where account_id = ${db.accountId} and subscription_id = ${subscriptionId} and status = 'queued' and attempts > 0`,
  );
}

/** How many deliveries wait for each subscription, counted no further than asked. */
export async function countOpen(db: AccountDb, upTo: number): Promise<Map<number, number>> {
  const rows = await db.many<{ id: number; count: number }>(
    sql`select s.id, c.count from webhook_subscriptions s
        cross join lateral (select count(*)::bigint as count from (
          select from webhook_deliveries d where d.account_id = ${db.accountId} and d.subscription_id = s.id and d.status in ${OPEN}
          limit ${upTo}) d) c
        where s.account_id = ${db.accountId}`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}
