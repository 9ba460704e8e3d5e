import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { GroupShape } from '../rules/context.ts';
import type { Criteria } from '../rules/language.ts';

export interface GroupRow {
  id: number;
  object_id: number;
  name: string;
  criteria: Criteria;
  columns: (number | string)[];
  sort: string;
  created_by: number | null;
  created_at: Date;
  updated_at: Date;
  version: number;
  tracked: boolean;
  problem: string | null;
  favourite: boolean;
}

/** Every group as the compiler needs it. */
export async function storedGroups(db: AccountDb): Promise<GroupShape[]> {
  return db.many(
    sql`select g.id, g.name, g.object_id as "objectId", g.criteria from groups g where g.account_id = ${db.accountId}`,
    'criteria.groups',
  );
}

const rowsFor = (db: AccountDb, userId: number): Sql => sql`select g.id, g.object_id, g.name, g.criteria, g.columns, g.sort, g.created_by,
    g.created_at, g.updated_at, g.version, g.tracked, g.problem, f.user_id is not null as favourite
  from groups g
  left join group_favourites f on f.account_id = ${db.accountId} and f.user_id = ${userId} and f.group_id = g.id
  where g.account_id = ${db.accountId}`;

/** The groups of an object, or of every object; the user's favourites first, then by name. */
export async function groupRows(db: AccountDb, userId: number, objectId: number | undefined): Promise<GroupRow[]> {
  const ofObject = objectId === undefined ? sql`` : sql` and g.object_id = ${objectId}`;
  return db.many(sql`${rowsFor(db, userId)}${ofObject} order by favourite desc, g.name_key, g.id`);
}

export async function groupRow(db: AccountDb, userId: number, id: number): Promise<GroupRow | undefined> {
  return db.maybeOne(sql`${rowsFor(db, userId)} and g.id = ${id}`);
}

export interface GroupValues {
  name: string;
  criteria: Criteria;
  columns: readonly (number | string)[];
  sort: string;
}

export async function insertGroup(
  db: AccountDb,
  group: GroupValues & { id: number; objectId: number; createdBy: number | null },
): Promise<void> {
  await db.run(
    sql`insert into groups (account_id, id, object_id, name, name_key, criteria, columns, sort, created_by, created_at, updated_at)
        values (${db.accountId}, ${group.id}, ${group.objectId}, ${group.name}, ${nameKey(group.name)}, ${JSON.stringify(group.criteria)}::jsonb,
          ${JSON.stringify(group.columns)}::jsonb, ${group.sort}, ${group.createdBy}, ${db.now}, ${db.now})`,
  );
}

/** Writes a group anew if it still has the version the change was made from; says whether it did. */
export async function replaceGroup(db: AccountDb, group: GroupValues & { id: number; version: number }): Promise<boolean> {
  const changed = await db.run(
    sql`update groups set name = ${group.name}, name_key = ${nameKey(group.name)}, criteria = ${JSON.stringify(group.criteria)}::jsonb,
          columns = ${JSON.stringify(group.columns)}::jsonb, sort = ${group.sort}, version = version + 1, updated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${group.id} and version = ${group.version}`,
  );
  return changed === 1;
}

export async function groupByName(db: AccountDb, objectId: number, name: string): Promise<{ id: number } | undefined> {
  return db.maybeOne(
    sql`select g.id from groups g where g.account_id = ${db.accountId} and g.object_id = ${objectId} and g.name_key = ${nameKey(name)}`,
  );
}

export async function removeGroup(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from group_favourites where account_id = ${db.accountId} and group_id = ${id}`);
  await db.run(sql`delete from groups where account_id = ${db.accountId} and id = ${id}`);
}

export async function addFavourite(db: AccountDb, userId: number, groupId: number): Promise<void> {
  await db.run(
    sql`insert into group_favourites (account_id, user_id, group_id) values (${db.accountId}, ${userId}, ${groupId}) on conflict do nothing`,
  );
}

export async function removeFavourite(db: AccountDb, userId: number, groupId: number): Promise<void> {
  await db.run(sql`delete from group_favourites where account_id = ${db.accountId} and user_id = ${userId} and group_id = ${groupId}`);
}

const nameKey = (name: string): Sql => sql`lower(btrim(${name}::text))`;

/** The version that stands, held until the transaction ends. */
export async function lockedGroupVersion(db: AccountDb, id: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ version: number }>(
    sql`select g.version from groups g where g.account_id = ${db.accountId} and g.id = ${id} for update`,
  );
  return row?.version;
}
