import { empty, join, raw, sql, type AccountDb, type Sql, type SystemDb } from '../../app/db.ts';
import type { FilledRequest } from '../rules/request.ts';
import type { DeliveryStatus } from '../schema.ts';

export type Header = { name: string; value: string };

export interface DeliveryRow {
  id: number;
  /** Whose it is; null of a step of a map. */
  subscription_id: number | null;
  event_kind: string | null;
  /** Null where what happened is about no record. */
  object_id: number | null;
  record_id: number | null;
  cause_id: number | null;
  status: DeliveryStatus;
  host: string;
  method: string;
  url: string | null;
  headers: Header[] | null;
  body: string | null;
  attempts: number;
  due_at: Date;
  made_at: Date;
  tried_at: Date | null;
  first_tried_at: Date | null;
  settled_at: Date | null;
  took_ms: number | null;
  reason: string | null;
  response_status: number | null;
  response_headers: Header[] | null;
  response_body: string | null;
  repeats: number | null;
  made_by: string;
}

export const DELIVERY = sql`d.id, d.subscription_id, d.event_kind, d.object_id, d.record_id, d.cause_id, d.status, d.host, d.method, d.url, d.headers, d.body, d.attempts, d.due_at,
  d.made_at, d.tried_at, d.first_tried_at, d.settled_at, d.took_ms, d.reason, d.response_status, d.response_headers, d.response_body, d.repeats, d.made_by`;

export interface NewDeliveries {
  firstId: number;
  objectId: number;
  madeBy: string;
  host: string;
  method: string;
  /** Whether they are written down as they would have left, and never sent. */
  isCaptured: boolean;
  repeats?: number;
  requests: readonly (FilledRequest & { recordId: number; causeId: number | null })[];
}

/** Writes requests down, with the events of those captured, in one statement; `captured` are these as rows for the ledger (see settledRows). */
export async function insertDeliveries(db: AccountDb, made: NewDeliveries, captured: Sql | undefined): Promise<void> {
  const { requests, isCaptured } = made;
  const of = <T>(read: (request: NewDeliveries['requests'][number]) => T): T[] => requests.map(read);
  const settledAt = isCaptured ? sql`${db.now}::timestamptz` : sql`null::timestamptz`;
  await db.run(
    sql`with settled as (
          insert into webhook_deliveries (account_id, id, object_id, record_id, made_by, cause_id, status, reason, host, method, url, headers, body,
            due_at, made_at, settled_at, repeats)
          select ${db.accountId}::bigint, ${made.firstId}::bigint + q.place - 1, ${made.objectId}::integer, q.record_id, ${made.madeBy}, q.cause_id,
            ${isCaptured ? 'captured' : 'queued'}, ${isCaptured ? 'practising' : null}, ${made.host}, ${made.method}, q.url, q.headers, q.body,
            ${db.now}::timestamptz, ${db.now}::timestamptz, ${settledAt}, ${made.repeats ?? null}::bigint
          from unnest(${of(({ recordId }) => recordId)}::bigint[], ${of(({ causeId }) => causeId)}::bigint[], ${of(({ url }) => url)}::text[],
            ${of(({ headers }) => JSON.stringify(headers))}::jsonb[], ${of(({ body }) => body)}::text[])
            with ordinality q(record_id, cause_id, url, headers, body, place)
          returning id, object_id, record_id, cause_id, status, host, attempts, reason, response_status)
        ${captured ?? sql`select from settled`}`,
  );
}

/** Deliveries that came to an end, as rows for the ledger; of those to some hosts users are told. */
export const settledRows = (status: DeliveryStatus, told?: { hosts: readonly string[]; userIds: readonly number[] }): Sql => {
  const userIds = told
    ? sql`|| case when s.host = any(${told.hosts}::text[]) then jsonb_build_object('userIds', to_jsonb(${told.userIds}::bigint[])) else '{}'::jsonb end`
    : empty;
  return sql`select s.object_id, s.record_id, s.id as subject_id, s.cause_id,
      jsonb_strip_nulls(jsonb_build_object('host', s.host, 'attempts', s.attempts, 'reason', s.reason, 'status', s.response_status)) ${userIds} as data
    from settled s where s.status = ${status}`;
};

export const SETTLED_COLUMNS = ['object_id', 'record_id', 'subject_id', 'cause_id', 'data'] as const;

export async function accountsWithDueWebhooks(db: SystemDb, now: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(
    sql`select account_id from accounts_with_due_webhooks(${now})`,
    'webhooks.due-accounts',
  );
  return rows.map((row) => row.account_id);
}

/** Requests of steps that are due, oldest first, to no host that is busy; those somebody else has claimed are passed over. */
export async function claimDue(db: AccountDb, limit: number, busyHosts: readonly string[]): Promise<DeliveryRow[]> {
  return db.many(
    sql`select ${DELIVERY} from webhook_deliveries d
        where d.account_id = ${db.accountId} and d.subscription_id is null and d.status = 'queued' and d.due_at <= ${db.now}
          and d.host <> all(${busyHosts}::text[])
        order by d.due_at, d.id limit ${limit} for update skip locked`,
    'webhooks.claim-due',
  );
}

/** What is due to active subscriptions at hosts that are not busy, as much of each, those that were tried longest ago first. */
export async function claimDueToSubscriptions(db: AccountDb, limit: number, busyHosts: readonly string[]): Promise<DeliveryRow[]> {
  const due = sql`d.account_id = ${db.accountId} and d.status = 'queued' and d.due_at <= ${db.now}`;
  const waiting = await db.many<{ id: number }>(
    sql`select s.id from webhook_subscriptions s
        where s.account_id = ${db.accountId} and s.state = 'active' and s.host <> all(${busyHosts}::text[])
          and exists (select from webhook_deliveries d where ${due} and d.subscription_id = s.id)
        order by s.tried_at nulls first, s.id limit ${limit}`,
    'webhooks.due-subscriptions',
  );
  if (waiting.length === 0) return [];
  return db.many(
    sql`select c.* from unnest(${waiting.map(({ id }) => id)}::bigint[]) w(id)
        cross join lateral (
          select ${DELIVERY} from webhook_deliveries d where ${due} and d.subscription_id = w.id
          order by d.due_at, d.id limit ${Math.ceil(limit / waiting.length)} for update skip locked) c
        limit ${limit}`,
    'webhooks.claim-due-to-subscriptions',
  );
}

/** Committed before a request leaves, so that whatever happens then, it counts as a try. */
export async function markSending(db: AccountDb, ids: readonly number[], leaseUntil: Date): Promise<void> {
  await db.run(
    sql`update webhook_deliveries d set status = 'sending', lease_until = ${leaseUntil}, attempts = d.attempts + 1, tried_at = ${db.now},
          first_tried_at = coalesce(d.first_tried_at, ${db.now}::timestamptz)
        where d.account_id = ${db.accountId} and d.id = any(${ids}::bigint[])`,
    'webhooks.mark-sending',
  );
}

/** Requests whose sender is gone may or may not have arrived; they go again, under the same id, unless nobody subscribes to them any more. */
export async function requeueInterrupted(db: AccountDb, realNow: Date, limit: number): Promise<number> {
  return db.run(
    sql`update webhook_deliveries d set lease_until = null, due_at = ${db.now},
          status = case when ${isWanted(db)} then 'queued' else 'cancelled' end,
          reason = case when ${isWanted(db)} then d.reason else 'unsubscribed' end,
          settled_at = case when ${isWanted(db)} then null else ${db.now}::timestamptz end
        where d.account_id = ${db.accountId} and d.id in (
          select i.id from webhook_deliveries i where i.account_id = ${db.accountId} and i.status = 'sending' and i.lease_until < ${realNow}
          order by i.lease_until limit ${limit} for update skip locked)`,
    'webhooks.requeue-interrupted',
  );
}

const isWanted = (db: AccountDb): Sql => sql`(d.subscription_id is null or exists (
  select from webhook_subscriptions s where s.account_id = ${db.accountId} and s.id = d.subscription_id and s.state <> 'ended'))`;

/** What became of a try. */
export interface Outcome {
  id: number;
  status: 'sent' | 'failed' | 'queued' | 'captured';
  reason: string | null;
  dueAt: Date | null;
  tookMs: number | null;
  response: { status: number; headers: readonly Header[]; body: string } | null;
}

/**
 * Notes outcomes with the events `told` of those that came to an end, in one statement. One whose sender was given up as lost meanwhile gets its outcome all
 * the same, and one that was taken stays so.
 */
export async function markOutcomes(db: AccountDb, outcomes: readonly Outcome[], told: readonly Sql[]): Promise<void> {
  const of = <T>(read: (outcome: Outcome) => T): T[] => outcomes.map(read);
  await db.run(
    sql`with settled as (
          update webhook_deliveries d set status = o.status, reason = o.reason, lease_until = null, due_at = coalesce(o.due_at, d.due_at),
            settled_at = case when o.status = 'queued' then null else ${db.now}::timestamptz end, took_ms = o.took_ms,
            response_status = o.response_status,
            response_headers = case when d.url is null then null else o.response_headers end,
            response_body = case when d.url is null then null else o.response_body end
          from unnest(${of(({ id }) => id)}::bigint[], ${of(({ status }) => status)}::text[], ${of(({ reason }) => reason)}::text[],
            ${of(({ dueAt }) => dueAt)}::timestamptz[], ${of(({ tookMs }) => tookMs)}::integer[],
            ${of(({ response }) => response?.status ?? null)}::smallint[],
            ${of(({ response }) => (response ? JSON.stringify(response.headers) : null))}::jsonb[],
            ${of(({ response }) => response?.body ?? null)}::text[])
            o(id, status, reason, due_at, took_ms, response_status, response_headers, response_body)
          where d.account_id = ${db.accountId} and d.id = o.id and d.status in ('queued', 'sending')
          returning d.id, d.object_id, d.record_id, d.cause_id, d.status, d.host, d.attempts, d.reason, d.response_status)
        ${
          told.length === 0
            ? empty
            : join(
                told.map((events, place) => sql`, ${raw(`told_${place}`)} as (${events})`),
                ' ',
              )
        } select from settled`,
  );
}

/** To which of these hosts a request has failed for good since a moment. */
export async function failingHosts(db: AccountDb, hosts: readonly string[], since: Date): Promise<string[]> {
  const rows = await db.many<{ host: string }>(
    sql`select distinct d.host from webhook_deliveries d
        where d.account_id = ${db.accountId} and d.host = any(${hosts}::text[]) and d.status = 'failed' and d.settled_at > ${since}`,
  );
  return rows.map(({ host }) => host);
}

/** When the next waiting request is due. */
export async function nextDueAt(db: AccountDb): Promise<Date | undefined> {
  const { due } = await db.one<{ due: Date | null }>(
    sql`select least(
          (select min(d.due_at) from webhook_deliveries d
           where d.account_id = ${db.accountId} and d.status = 'queued' and d.subscription_id is null),
          (select min(n.due) from webhook_subscriptions s
           cross join lateral (select min(d.due_at) as due from webhook_deliveries d
             where d.account_id = ${db.accountId} and d.subscription_id = s.id and d.status = 'queued') n
           where s.account_id = ${db.accountId} and s.state = 'active')) as due`,
  );
  return due ?? undefined;
}

export async function waitingWebhooks(db: AccountDb, until: Date): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from webhook_deliveries d
        where d.account_id = ${db.accountId} and d.status in ('waiting', 'queued') and d.due_at <= ${until}`,
  );
  return count;
}
