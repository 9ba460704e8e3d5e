import { sql, type AccountDb, type Database } from '../../app/db.ts';
import { memberSettingsSchema, type Member, type MemberSettings, type Otherwise } from '../rules/router-settings.ts';

/** What a router's row keeps of its settings; its members stand in rows of their own. */
export interface KeptSettings {
  how: 'turns' | 'weighted';
  otherwise: Otherwise;
  keepOwner: boolean;
}

export interface RouterRow {
  id: number;
  object_id: number;
  name: string;
  settings: KeptSettings;
  revision: number;
  last_user_id: number | null;
  wakes_at: Date | number;
  updated_at: Date;
}

export interface MemberRow {
  user_id: number;
  percent: number;
  settings: MemberSettings;
  credit: number;
}

const ROUTER = sql`w.id, w.object_id, w.name, w.settings, w.revision, w.last_user_id, w.wakes_at, w.updated_at`;

export async function allRouters(db: AccountDb): Promise<(RouterRow & { waiting: number })[]> {
  return db.many(
    sql`select ${ROUTER}, (select count(*) from lead_queue q where q.account_id = ${db.accountId} and q.router_id = w.id) as waiting
        from lead_routers w where w.account_id = ${db.accountId} and w.deleted_at is null order by lower(w.name), w.id`,
  );
}

/** With `lock`, whoever shares out by this router waits: its turn is handed on by one at a time. */
export async function routerById(db: AccountDb, id: number, lock = false): Promise<RouterRow | undefined> {
  return db.maybeOne(
    sql`select ${ROUTER} from lead_routers w
        where w.account_id = ${db.accountId} and w.id = ${id} and w.deleted_at is null ${lock ? sql`for update` : sql``}`,
  );
}

export async function insertRouter(
  db: AccountDb,
  router: { id: number; objectId: number; name: string; settings: KeptSettings },
): Promise<void> {
  await db.run(
    sql`insert into lead_routers (account_id, id, object_id, name, settings, created_at, updated_at)
        values (${db.accountId}, ${router.id}, ${router.objectId}, ${router.name}, ${JSON.stringify(router.settings)}::jsonb, ${db.now}, ${db.now})`,
  );
}

export async function updateRouterRow(db: AccountDb, id: number, change: { name: string; settings: KeptSettings }): Promise<void> {
  await db.run(
    sql`update lead_routers set name = ${change.name}, settings = ${JSON.stringify(change.settings)}::jsonb, revision = revision + 1,
          updated_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function markRouterDeleted(db: AccountDb, id: number): Promise<void> {
  await db.run(
    sql`update lead_routers set deleted_at = ${db.now}, wakes_at = 'infinity' where account_id = ${db.accountId} and id = ${id}`,
  );
}

export async function membersOf(db: AccountDb, routerId: number): Promise<MemberRow[]> {
  const rows = await db.many<{ user_id: number; settings: MemberSettings & { percent?: number }; credit: number }>(
    sql`select m.user_id, m.settings, m.credit from lead_router_members m
        where m.account_id = ${db.accountId} and m.router_id = ${routerId} order by m.position, m.user_id`,
  );
  return rows.map(({ settings: { percent = 0, ...settings }, ...row }) => ({
    ...row,
    percent,
    settings: memberSettingsSchema.parse(settings),
  }));
}

/** Makes these the members, in their order. What a member who stays is owed stays too, unless `startsAnew`. */
export async function replaceMembers(db: AccountDb, routerId: number, members: readonly Member[], startsAnew: boolean): Promise<void> {
  const ids = members.map(({ userId }) => userId);
  await db.run(
    sql`delete from lead_router_members m
        where m.account_id = ${db.accountId} and m.router_id = ${routerId} and not m.user_id = any(${ids}::bigint[])`,
  );
  const settings = members.map((member) => JSON.stringify({ ...member.settings, percent: member.percent }));
  await db.run(
    sql`insert into lead_router_members as m (account_id, router_id, user_id, position, settings)
        select ${db.accountId}, ${routerId}, n.user_id, n.position, n.settings::jsonb
        from unnest(${ids}::bigint[], ${settings}::text[]) with ordinality n(user_id, settings, position)
        on conflict (account_id, router_id, user_id) do update set position = excluded.position, settings = excluded.settings,
          credit = case when ${startsAnew} then 0 else m.credit end`,
  );
}

/** What members got on each day since one, by user. */
export async function givenSince(db: AccountDb, routerId: number, day: string): Promise<{ user_id: number; day: string; given: number }[]> {
  return db.many(
    sql`select d.user_id, d.day, d.given from lead_router_days d
        where d.account_id = ${db.accountId} and d.router_id = ${routerId} and d.day >= ${day}::date`,
  );
}

/** Writes down how the row stands after a distribution. */
export async function keepTurn(
  db: AccountDb,
  routerId: number,
  turn: { lastUserId: number | null; credits: readonly { userId: number; credit: number }[] },
): Promise<void> {
  await db.run(sql`update lead_routers set last_user_id = ${turn.lastUserId} where account_id = ${db.accountId} and id = ${routerId}`);
  await db.run(
    sql`update lead_router_members m set credit = c.credit
        from unnest(${turn.credits.map(({ userId }) => userId)}::bigint[], ${turn.credits.map(({ credit }) => credit)}::integer[]) c(user_id, credit)
        where m.account_id = ${db.accountId} and m.router_id = ${routerId} and m.user_id = c.user_id and m.credit <> c.credit`,
  );
}

export async function countGiven(
  db: AccountDb,
  routerId: number,
  given: readonly { userId: number; day: string; given: number }[],
): Promise<void> {
  await db.run(
    sql`insert into lead_router_days as d (account_id, router_id, user_id, day, given)
        select ${db.accountId}, ${routerId}, g.user_id, g.day, g.given
        from unnest(${given.map(({ userId }) => userId)}::bigint[], ${given.map(({ day }) => day)}::date[],
          ${given.map((one) => one.given)}::integer[]) g(user_id, day, given)
        on conflict (account_id, router_id, user_id, day) do update set given = d.given + excluded.given`,
  );
}

export async function wakeAt(db: AccountDb, routerId: number, at: Date | undefined): Promise<void> {
  await db.run(
    sql`update lead_routers set wakes_at = coalesce(${at ?? null}::timestamptz, 'infinity') where account_id = ${db.accountId} and id = ${routerId}`,
  );
}

/** The router whose waiting records can be handed out, locked; one at which somebody else is at work is left to them. */
export async function routerToWake(db: AccountDb): Promise<RouterRow | undefined> {
  return db.maybeOne(
    sql`select ${ROUTER} from lead_routers w
        where w.account_id = ${db.accountId} and w.deleted_at is null and w.wakes_at <= ${db.now}
        order by w.wakes_at, w.id limit 1 for update skip locked`,
  );
}

export async function accountsToHandOut(database: Database, now: Date): Promise<number[]> {
  const rows = await database.system((db) => db.many<{ account_id: number }>(sql`select account_id from leads_to_hand_out(${now})`));
  return rows.map(({ account_id }) => account_id);
}

export async function nextWake(db: AccountDb): Promise<Date | undefined> {
  const row = await db.one<{ at: Date | null }>(
    sql`select min(w.wakes_at) as at from lead_routers w
        where w.account_id = ${db.accountId} and w.deleted_at is null and w.wakes_at < 'infinity'`,
  );
  return row.at ?? undefined;
}

/** The seats of one user in all routers go to another, who keeps their own where they have one, the shares together. */
export async function passMembershipsOn(db: AccountDb, fromUserId: number, toUserId: number): Promise<void> {
  await db.run(
    sql`update lead_router_members m
        set settings = jsonb_set(m.settings, '{percent}', to_jsonb((m.settings->>'percent')::integer + (f.settings->>'percent')::integer))
        from lead_router_members f
        where m.account_id = ${db.accountId} and m.user_id = ${toUserId}
          and f.account_id = ${db.accountId} and f.router_id = m.router_id and f.user_id = ${fromUserId}`,
  );
  await db.run(
    sql`delete from lead_router_members m where m.account_id = ${db.accountId} and m.user_id = ${fromUserId}
          and exists (select from lead_router_members o where o.account_id = ${db.accountId} and o.router_id = m.router_id and o.user_id = ${toUserId})`,
  );
  await db.run(
    sql`update lead_router_members m set user_id = ${toUserId}, settings = m.settings || '{"away": null}'
        where m.account_id = ${db.accountId} and m.user_id = ${fromUserId}`,
  );
  await db.run(
    sql`update lead_routers w set last_user_id = ${toUserId} where w.account_id = ${db.accountId} and w.last_user_id = ${fromUserId}`,
  );
  await db.run(
    sql`update lead_routers w set settings = jsonb_set(w.settings, '{otherwise,userId}', to_jsonb(${toUserId}::bigint))
        where w.account_id = ${db.accountId} and w.settings->'otherwise'->>'do' = 'user'
          and (w.settings->'otherwise'->>'userId')::bigint = ${fromUserId}`,
  );
}

/** Has every queue looked at again at once. */
export async function wakeWaiting(db: AccountDb): Promise<void> {
  await db.run(
    sql`update lead_routers w set wakes_at = ${db.now}
        where w.account_id = ${db.accountId} and w.deleted_at is null
          and exists (select from lead_queue q where q.account_id = ${db.accountId} and q.router_id = w.id)`,
  );
}
