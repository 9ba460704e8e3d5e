import { empty, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Criteria } from '../../criteria/index.ts';
import type { Amount, Format, SubscriptionReason, SubscriptionState } from '../schema.ts';

export interface SubscriptionRow {
  id: number;
  url: string;
  host: string;
  format: Format;
  fields: Amount;
  criteria_object: number | null;
  criteria: Criteria | null;
  user_id: number;
  state: SubscriptionState;
  reason: SubscriptionReason | null;
  state_at: Date;
  made_at: Date;
  failing_since: Date | null;
  failures: number;
  tried_at: Date | null;
  tried_status: number | null;
  taken_at: Date | null;
}

export interface WishRow {
  subscription_id: number;
  kind: string;
  subject_id: number | null;
  object_id: number | null;
}

/** What is stored of a subscription when it is made or changed. */
export type StoredSubscription = Pick<SubscriptionRow, 'url' | 'host' | 'format' | 'fields' | 'criteria_object' | 'criteria'>;

const SUBSCRIPTION = sql`s.id, s.url, s.host, s.format, s.fields, s.criteria_object, s.criteria, s.user_id, s.state, s.reason, s.state_at, s.made_at,
  s.failing_since, s.failures, s.tried_at, s.tried_status, s.taken_at`;

/** The account's subscriptions in the order in which they were made; the named ones alone where given. */
export async function subscriptionRows(db: AccountDb, ids?: readonly number[]): Promise<SubscriptionRow[]> {
  const named = ids === undefined ? empty : sql`and s.id = any(${ids}::bigint[])`;
  return db.many(sql`select ${SUBSCRIPTION} from webhook_subscriptions s where s.account_id = ${db.accountId} ${named} order by s.id`);
}

/**
 * Subscriptions as they are, which nobody else changes, fills or notes the outcomes of to the end of the transaction: whatever decides which delivery
 * leads about a record takes this first, in order of their ids.
 */
export async function lockedSubscriptions(db: AccountDb, ids: readonly number[]): Promise<SubscriptionRow[]> {
  return db.many(
    sql`select ${SUBSCRIPTION} from webhook_subscriptions s
        where s.account_id = ${db.accountId} and s.id = any(${ids}::bigint[]) order by s.id for update`,
    'webhooks.lock-subscriptions',
  );
}

export async function wishesOf(db: AccountDb, ids: readonly number[]): Promise<WishRow[]> {
  return db.many(
    sql`select w.subscription_id, w.kind, w.subject_id, w.object_id from webhook_wishes w
        where w.account_id = ${db.accountId} and w.subscription_id = any(${ids}::bigint[]) order by w.subscription_id, w.place`,
  );
}

export async function countSubscriptions(db: AccountDb): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from webhook_subscriptions s where s.account_id = ${db.accountId}`,
  );
  return count;
}

export async function insertSubscription(db: AccountDb, made: StoredSubscription & { id: number; userId: number }): Promise<void> {
  await db.run(
    sql`insert into webhook_subscriptions (account_id, id, url, host, format, fields, criteria_object, criteria, user_id, state, state_at, made_at)
        values (${db.accountId}, ${made.id}, ${made.url}, ${made.host}, ${made.format}, ${made.fields}, ${made.criteria_object},
          ${criteriaOf(made)}, ${made.userId}, 'active', ${db.now}, ${db.now})`,
  );
}

export async function storeSubscription(db: AccountDb, id: number, changed: StoredSubscription): Promise<void> {
  await db.run(
    sql`update webhook_subscriptions set url = ${changed.url}, host = ${changed.host}, format = ${changed.format}, fields = ${changed.fields},
          criteria_object = ${changed.criteria_object}, criteria = ${criteriaOf(changed)}
        where account_id = ${db.accountId} and id = ${id}`,
  );
}

const criteriaOf = ({ criteria }: StoredSubscription): Sql => sql`${criteria === null ? null : JSON.stringify(criteria)}::jsonb`;

export async function replaceWishes(db: AccountDb, id: number, wishes: readonly Omit<WishRow, 'subscription_id'>[]): Promise<void> {
  await db.run(sql`delete from webhook_wishes where account_id = ${db.accountId} and subscription_id = ${id}`);
  await db.run(
    sql`insert into webhook_wishes (account_id, subscription_id, place, kind, subject_id, object_id)
        select ${db.accountId}, ${id}, w.place, w.kind, w.subject_id, w.object_id
        from unnest(${wishes.map(({ kind }) => kind)}::text[], ${wishes.map(({ subject_id }) => subject_id)}::bigint[],
          ${wishes.map(({ object_id }) => object_id)}::integer[]) with ordinality w(kind, subject_id, object_id, place)`,
  );
}

/** The kinds that any subscription which is still written to asks for. */
export async function kindsAskedFor(db: AccountDb): Promise<string[]> {
  const rows = await db.many<{ kind: string }>(
    sql`select distinct w.kind from webhook_wishes w
        join webhook_subscriptions s on s.account_id = ${db.accountId} and s.id = w.subscription_id
        where w.account_id = ${db.accountId} and ${isFilled}`,
  );
  return rows.map(({ kind }) => kind);
}

/** Whether what happens is written down for a subscription `s`: while somebody's rights stand behind it and there is somebody to tell. */
export const isFilled: Sql = sql`s.state <> 'ended' and (s.reason is null or s.reason <> 'user_left')`;
/** The same, but for those for which too much waits already. */
export const hasRoom: Sql = sql`${isFilled} and (s.reason is null or s.reason <> 'too_many')`;

/** One that is active begins anew with its receiver, as if nothing had failed; unless it merely `goesOn`. */
export async function setState(
  db: AccountDb,
  ids: readonly number[],
  {
    state,
    reason,
    userId,
    goesOn = false,
  }: { state: SubscriptionState; reason: SubscriptionReason | null; userId?: number; goesOn?: boolean },
): Promise<void> {
  const anew = state === 'active' && !goesOn ? sql`, failing_since = null, failures = 0` : empty;
  const asUser = userId === undefined ? empty : sql`, user_id = ${userId}`;
  await db.run(
    sql`update webhook_subscriptions set state = ${state}, reason = ${reason}, state_at = ${db.now} ${anew} ${asUser}
        where account_id = ${db.accountId} and id = any(${ids}::bigint[])`,
  );
}

/** What came of tries, by subscription. */
export interface NotedStanding {
  id: number;
  failures: number;
  failingSince: Date | null;
  triedStatus: number | null;
  wasTaken: boolean;
}

export async function noteStandings(db: AccountDb, noted: readonly NotedStanding[]): Promise<void> {
  const of = <T>(read: (one: NotedStanding) => T): T[] => noted.map(read);
  await db.run(
    sql`update webhook_subscriptions s set failures = n.failures, failing_since = n.failing_since, tried_at = ${db.now}, tried_status = n.tried_status,
          taken_at = case when n.was_taken then ${db.now}::timestamptz else s.taken_at end
        from unnest(${of(({ id }) => id)}::bigint[], ${of(({ failures }) => failures)}::integer[], ${of(({ failingSince }) => failingSince)}::timestamptz[],
          ${of(({ triedStatus }) => triedStatus)}::smallint[], ${of(({ wasTaken }) => wasTaken)}::boolean[])
          n(id, failures, failing_since, tried_status, was_taken)
        where s.account_id = ${db.accountId} and s.id = n.id`,
    'webhooks.note-standings',
  );
}

export async function subscriptionsOfUser(db: AccountDb, userId: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select s.id from webhook_subscriptions s
        where s.account_id = ${db.accountId} and s.user_id = ${userId} and s.state <> 'ended' order by s.id for update`,
  );
  return rows.map(({ id }) => id);
}

export async function deleteSubscription(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from webhook_intake where account_id = ${db.accountId} and subscription_id = ${id}`);
  await db.run(sql`delete from webhook_secrets where account_id = ${db.accountId} and subscription_id = ${id}`);
  await db.run(sql`delete from webhook_wishes where account_id = ${db.accountId} and subscription_id = ${id}`);
  await db.run(sql`delete from webhook_subscriptions where account_id = ${db.accountId} and id = ${id}`);
}
