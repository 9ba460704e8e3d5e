import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { ViewSettings } from '../rules/view-settings.ts';

export interface ViewRow {
  id: number;
  object_id: number;
  name: string;
  user_id: number;
  shared: boolean;
  role_ids: number[];
  position: number;
  settings: ViewSettings;
  version: number;
  is_default: boolean;
}

/** Whose eyes: their own views, and those shared with everybody or with their role. */
export interface Eyes {
  userId: number;
  roleId: number | null;
}

const rowsFor = (
  db: AccountDb,
  { userId, roleId }: Eyes,
): Sql => sql`select v.id, v.object_id, v.name, v.user_id, v.shared, v.role_ids, v.position,
    v.settings, v.version, d.view_id is not null as is_default
  from views v
  left join default_views d on d.account_id = ${db.accountId} and d.user_id = ${userId} and d.object_id = v.object_id and d.view_id = v.id
  where v.account_id = ${db.accountId}
    and (v.user_id = ${userId} or (v.shared and (v.role_ids = '[]' or v.role_ids @> to_jsonb(${roleId}::bigint))))`;

/** The views of an object that somebody sees, in the order of their tabs. */
export async function viewRows(db: AccountDb, eyes: Eyes, objectId: number): Promise<ViewRow[]> {
  return db.many(sql`${rowsFor(db, eyes)} and v.object_id = ${objectId} order by v.position, v.id`);
}

export async function viewRow(db: AccountDb, eyes: Eyes, id: number): Promise<ViewRow | undefined> {
  return db.maybeOne(sql`${rowsFor(db, eyes)} and v.id = ${id}`);
}

export interface ViewValues {
  name: string;
  shared: boolean;
  roleIds: readonly number[];
  settings: ViewSettings;
}

export async function insertView(db: AccountDb, view: ViewValues & { id: number; objectId: number; userId: number }): Promise<void> {
  await db.run(
    sql`insert into views (account_id, id, object_id, name, user_id, shared, role_ids, position, settings, created_at, updated_at)
        select ${db.accountId}, ${view.id}, ${view.objectId}, ${view.name}, ${view.userId}, ${view.shared}, ${JSON.stringify(view.roleIds)}::jsonb,
          coalesce(max(v.position), 0) + 1, ${JSON.stringify(view.settings)}::jsonb, ${db.now}, ${db.now}
        from views v where v.account_id = ${db.accountId} and v.object_id = ${view.objectId}`,
  );
}

/** Writes a view anew if it still has the version the change was made from; says whether it did. */
export async function replaceView(db: AccountDb, view: ViewValues & { id: number; version: number }): Promise<boolean> {
  const changed = await db.run(
    sql`update views set name = ${view.name}, shared = ${view.shared}, role_ids = ${JSON.stringify(view.roleIds)}::jsonb,
          settings = ${JSON.stringify(view.settings)}::jsonb, version = version + 1, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${view.id} and version = ${view.version}`,
  );
  return changed === 1;
}

export async function countViews(db: AccountDb, objectId: number): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from views v where v.account_id = ${db.accountId} and v.object_id = ${objectId}`,
  );
  return count;
}

/** The tabs in a new order: those named take their places anew, from first to last. */
export async function placeViews(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`update views set position = o.place from unnest(${ids}::bigint[]) with ordinality o (id, place)
        where views.account_id = ${db.accountId} and views.object_id = ${objectId} and views.id = o.id`,
  );
}

export async function removeViews(db: AccountDb, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const list = join(ids.map((id) => sql`${id}::bigint`));
  await db.run(sql`delete from default_views where account_id = ${db.accountId} and view_id in (${list})`);
  await db.run(sql`delete from views where account_id = ${db.accountId} and id in (${list})`);
}

/** With which view a user begins; null for the plain list. */
export async function setDefaultView(db: AccountDb, userId: number, objectId: number, viewId: number | null): Promise<void> {
  if (viewId === null) {
    await db.run(sql`delete from default_views where account_id = ${db.accountId} and user_id = ${userId} and object_id = ${objectId}`);
    return;
  }
  await db.run(
    sql`insert into default_views (account_id, user_id, object_id, view_id) values (${db.accountId}, ${userId}, ${objectId}, ${viewId})
        on conflict (account_id, user_id, object_id) do update set view_id = excluded.view_id`,
  );
}

/** A leaving user's shared views become another's; gives the ids of the private ones. */
export async function passViewsOn(db: AccountDb, fromUserId: number, toUserId: number): Promise<number[]> {
  await db.run(sql`update views set user_id = ${toUserId} where account_id = ${db.accountId} and user_id = ${fromUserId} and shared`);
  await db.run(sql`delete from default_views where account_id = ${db.accountId} and user_id = ${fromUserId}`);
  const rows = await db.many<{ id: number }>(
    sql`select v.id from views v where v.account_id = ${db.accountId} and v.user_id = ${fromUserId} order by v.id`,
  );
  return rows.map(({ id }) => id);
}
