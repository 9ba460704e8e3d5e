import { empty, join, sql, type AccountDb, type Database, type Queries, type Sql } from '../../app/db.ts';
import type { Notice } from '../../app/kernel/domain.ts';
import type { ByMail, TopicName } from '../schema.ts';

export interface Person {
  id: number;
  roleId: number;
}

/** What one user is to be told of in one batch: events of one kind by one actor, counted. */
export interface Telling {
  user_id: number;
  kind: string;
  actor_id: number | null;
  event_id: number;
  event_count: number;
  object_id: number | null;
  record_id: number | null;
  subject_type: string | null;
  subject_id: number | null;
  at: Date;
}

/** Who is told of what, of the rows `told` (see the ledger's `kindsOfBatch`), among the people who have a seat. */
export async function tellingsOf(
  db: AccountDb,
  { told, notices, people }: { told: Sql; notices: readonly Notice[]; people: readonly Person[] },
): Promise<Telling[]> {
  const ids = people.map(({ id }) => id);
  const roles = people.map(({ roleId }) => roleId);
  return db.many(
    sql`with told as materialized (${told}),
          people as (select * from unnest(${ids}::bigint[], ${roles}::bigint[]) p(user_id, role_id)),
          named as (${join(notices.flatMap(recipients), ' union ')}),
          apart as (select * from unnest(${notices.map(({ kind }) => kind)}::text[], ${notices.map(({ apart = 0 }) => apart)}::integer[]) a(kind, most)),
          heard as (
            select n.user_id, t.*, count(*) over (partition by n.user_id, t.kind) <= a.most as is_apart
            from named n join told t on t.id = n.event_id join people p on p.user_id = n.user_id join apart a on a.kind = t.kind
            where n.is_starter or t.actor_type <> 'user' or t.actor_id <> n.user_id::text)
        select t.user_id, t.kind, case when t.actor_type = 'user' then t.actor_id::bigint end as actor_id, min(t.id) as event_id,
          count(*)::integer as event_count, min(t.object_id) as object_id, case when count(*) = 1 then min(t.record_id) end as record_id,
          min(t.subject_type) as subject_type, case when count(*) = 1 then min(t.subject_id) end as subject_id, max(t.at) as at
        from heard t group by t.user_id, t.kind, 3, case when t.is_apart then t.id end order by t.user_id, event_id`,
  );
}

function recipients({ kind, to }: Notice): Sql[] {
  return to.map((who) => {
    if (who === 'starter')
      return sql`select t.id as event_id, t.starter_id::bigint as user_id, true as is_starter from told t where t.kind = ${kind} and t.starter_id is not null`;
    const under = sql`t.data->${who.data}`;
    const from = sql`select t.id as event_id,`;
    if (who.is === 'users')
      return sql`${from} u.value::bigint as user_id, false as is_starter from told t cross join lateral jsonb_array_elements_text(${under}) u where t.kind = ${kind}`;
    if (who.is === 'role')
      return sql`${from} p.user_id, false as is_starter from told t join people p on p.role_id = (${under})::bigint where t.kind = ${kind} and jsonb_typeof(${under}) = 'number'`;
    return sql`${from} (${under})::bigint as user_id, false as is_starter from told t where t.kind = ${kind} and jsonb_typeof(${under}) = 'number'`;
  });
}

export interface NewNotification extends Telling {
  id: number;
  topic: TopicName;
  in_app: boolean;
  mail_at: Date | null;
}

export async function insertNotifications(db: AccountDb, rows: readonly NewNotification[]): Promise<void> {
  const values = rows.map(
    (row) =>
      sql`(${db.accountId}, ${row.id}, ${row.user_id}, ${row.kind}, ${row.topic}, ${row.event_id}, ${row.event_count}, ${row.actor_id},
           ${row.object_id}, ${row.record_id}, ${row.subject_type}, ${row.subject_id}, ${row.at}, ${row.in_app}, ${row.mail_at})`,
  );
  await db.run(
    sql`insert into notifications (account_id, id, user_id, kind, topic, event_id, event_count, actor_id, object_id, record_id, subject_type,
          subject_id, at, in_app, mail_at)
        values ${join(values)} on conflict (account_id, user_id, event_id) do nothing`,
  );
}

export interface NotificationRow {
  id: number;
  user_id: number;
  kind: string;
  topic: TopicName;
  event_id: number;
  event_count: number;
  actor_id: number | null;
  object_id: number | null;
  record_id: number | null;
  subject_type: string | null;
  subject_id: number | null;
  at: Date;
  read_at: Date | null;
}

const NOTIFICATION = sql`n.id, n.user_id, n.kind, n.topic, n.event_id, n.event_count, n.actor_id, n.object_id, n.record_id, n.subject_type, n.subject_id,
  n.at, n.read_at`;

/** What a user is told of in the app, the latest first. */
export async function notificationsOfUser(
  db: AccountDb,
  userId: number,
  page: { before?: number | undefined; unread: boolean; limit: number },
): Promise<NotificationRow[]> {
  return db.many(
    sql`select ${NOTIFICATION} from notifications n
        where n.account_id = ${db.accountId} and n.user_id = ${userId} and n.in_app
          ${page.before === undefined ? empty : sql`and n.id < ${page.before}`} ${page.unread ? sql`and n.read_at is null` : empty}
        order by n.id desc limit ${page.limit}`,
  );
}

/** How many are unread; beyond a hundred nobody counts. */
export async function countUnread(db: AccountDb, userId: number): Promise<number> {
  const { unread } = await db.one<{ unread: number }>(
    sql`select count(*)::integer as unread from (select from notifications n
          where n.account_id = ${db.accountId} and n.user_id = ${userId} and n.read_at is null and n.in_app limit 100) u`,
  );
  return unread;
}

/** Marks a user's notifications read: those of `which`, a condition on n. Gives how many were unread. */
export async function markRead(db: AccountDb, userId: number, which: Sql): Promise<number> {
  return db.run(
    sql`update notifications n set read_at = ${db.now}, mail_at = null
        where n.account_id = ${db.accountId} and n.user_id = ${userId} and n.read_at is null and ${which}`,
  );
}

/** Everything that is to be mailed to the user whose turn it is, and marks it done. Somebody else's turn is left to them. */
export async function takeMail(db: AccountDb): Promise<NotificationRow[]> {
  return db.many(
    sql`with due as (
          select n.user_id from notifications n where n.account_id = ${db.accountId} and n.mail_at <= ${db.now}
          order by n.mail_at limit 1 for update skip locked)
        update notifications n set mail_at = null from due
        where n.account_id = ${db.accountId} and n.user_id = due.user_id and n.mail_at is not null
        returning ${NOTIFICATION}`,
  );
}

export async function accountsWithMail(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_notifications_to_mail(${now})`),
  );
  return rows.map(({ account_id }) => account_id);
}

export async function nextMailAt(db: AccountDb): Promise<Date | undefined> {
  const row = await db.one<{ at: Date | null }>(
    sql`select min(n.mail_at) as at from notifications n where n.account_id = ${db.accountId} and n.mail_at > ${db.now}`,
  );
  return row.at ?? undefined;
}

export async function forgetOld(db: Queries, days: number): Promise<void> {
  await db.many(sql`select forget_old_notifications(${days}::integer)`);
}

/** What a user was told goes with their seat. */
export async function forgetUser(db: AccountDb, userId: number): Promise<void> {
  await db.run(sql`delete from notifications n where n.account_id = ${db.accountId} and n.user_id = ${userId}`);
  await db.run(sql`delete from notification_choices c where c.account_id = ${db.accountId} and c.user_id = ${userId}`);
}

export async function forgetRecord(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`delete from notifications n where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = ${recordId}`,
  );
}

export interface ChoiceRow {
  user_id: number;
  topic: TopicName;
  in_app: boolean;
  by_mail: ByMail;
}

export async function choicesOf(db: AccountDb, userIds: readonly number[]): Promise<ChoiceRow[]> {
  return db.many(
    sql`select c.user_id, c.topic, c.in_app, c.by_mail from notification_choices c
        where c.account_id = ${db.accountId} and c.user_id = any(${userIds}::bigint[])`,
  );
}

export async function upsertChoices(db: AccountDb, rows: readonly ChoiceRow[]): Promise<void> {
  const values = rows.map((row) => sql`(${db.accountId}, ${row.user_id}, ${row.topic}, ${row.in_app}, ${row.by_mail})`);
  await db.run(
    sql`insert into notification_choices (account_id, user_id, topic, in_app, by_mail) values ${join(values)}
        on conflict (account_id, user_id, topic) do update set in_app = excluded.in_app, by_mail = excluded.by_mail`,
  );
}

/** What was told of one record is told of another; of the named notifications alone where they are. Gives which. */
export async function moveNotifications(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? sql`` : sql`and n.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update notifications n set record_id = ${toId}
        where n.account_id = ${db.accountId} and n.object_id = ${objectId} and n.record_id = ${fromId} ${named} returning n.id`,
  );
  return rows.map(({ id }) => id);
}
