import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Scope, Viewer } from '../../app/kernel/viewer.ts';
import type { Value } from '../schema.ts';

/** A record as it is stored, values keyed by field id; those of columns stand in them alone (`storedValue`). */
export interface RecordRow {
  id: number;
  object_id: number;
  unique_id: string;
  owner_id: number | null;
  name: string;
  email: string | null;
  sms_number: string | null;
  email_status: number;
  sms_status: number;
  created_at: Date;
  updated_at: Date;
  last_activity_at: Date | null;
  deleted_at: Date | null;
  import_id: number | null;
  version: number;
  values: Record<string, Value>;
}

const RECORD = sql`r.id, r.object_id, r.unique_id, r.owner_id, r.name, r.email, r.sms_number, r.email_status, r.sms_status, r.created_at,
  r.updated_at, r.last_activity_at, r.deleted_at, r.import_id, r.version, r.values`;

/** A record that is not in the bin. */
export async function recordById(db: AccountDb, objectId: number, id: number): Promise<RecordRow | undefined> {
  return db.maybeOne(
    sql`select ${RECORD} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id} and r.deleted_at is null`,
    'records.by-id',
  );
}

/** Those of the records that are there and not in the bin, in order of id. */
export async function recordsByIds(db: AccountDb, objectId: number, ids: readonly number[]): Promise<RecordRow[]> {
  return db.many(
    sql`select ${RECORD} from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) and r.deleted_at is null
        order by r.id`,
  );
}

/** Sets what may be mailed or texted to contacts; the gate's door alone, which records why. Gives how many it changed. */
export async function setPermissionStatus(
  db: AccountDb,
  change: { objectId: number; recordIds: readonly number[]; channel: 'email' | 'sms'; status: number },
): Promise<number> {
  const column = change.channel === 'email' ? sql`email_status` : sql`sms_status`;
  return db.run(
    sql`update records set ${column} = ${change.status}, version = version + 1, updated_at = ${db.now}
        where account_id = ${db.accountId} and object_id = ${change.objectId} and id = any(${change.recordIds}::bigint[])
          and ${column} <> ${change.status}`,
  );
}

/** Notes that the people behind the records did something: opened, clicked, answered. Never moves the time back. */
export async function touchActivity(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<void> {
  await db.run(
    sql`update records set last_activity_at = ${db.now}
        where account_id = ${db.accountId} and object_id = ${objectId} and id = any(${recordIds}::bigint[])
          and (last_activity_at is null or last_activity_at < ${db.now})`,
  );
}

/** A living record's version; the record stays locked to the end of the transaction. */
export async function lockedVersion(db: AccountDb, objectId: number, id: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ version: number }>(
    sql`select r.version from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id} and r.deleted_at is null for update`,
    'records.locked-version',
  );
  return row?.version;
}

export interface RecordName {
  object_id: number;
  id: number;
  name: string;
  owner_id: number | null;
}

/** The names of living records of any objects. */
export async function namesOfRecords(db: AccountDb, pointers: readonly { objectId: number; id: number }[]): Promise<RecordName[]> {
  return db.many(
    sql`select r.object_id, r.id, r.name, r.owner_id
        from unnest(${pointers.map(({ objectId }) => objectId)}::integer[], ${pointers.map(({ id }) => id)}::bigint[]) p(object_id, id)
        join records r on r.account_id = ${db.accountId} and r.object_id = p.object_id and r.id = p.id and r.deleted_at is null
        group by r.object_id, r.id, r.name, r.owner_id`,
  );
}

/** SQL true of the records `r` that a right of the viewer reaches. */
export function withinReach(viewer: Viewer, scope: Scope): Sql {
  if (scope === 'all') return sql`true`;
  if (scope === 'none') return sql`false`;
  return scope === 'own' ? sql`r.owner_id = ${viewer.userId}` : sql`r.owner_id = any(${[...viewer.teamIds, viewer.userId]}::bigint[])`;
}

/** Living records whose parent field points to a record: how many the viewer may see, and the first of them by name. */
export async function childrenOf(
  db: AccountDb,
  relation: { objectId: number; fieldId: number; parentId: number },
  viewer: Viewer,
  limit: number,
): Promise<{ count: number; records: { id: number; name: string }[] }> {
  const { objectId, fieldId, parentId } = relation;
  const children = sql`field_values v
    join records r on r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = v.record_id and r.deleted_at is null
    where v.account_id = ${db.accountId} and v.object_id = ${objectId} and v.field_id = ${fieldId} and v.number_value = ${parentId}::float8
      and ${withinReach(viewer, viewer.on(objectId).view)}`;
  const { count } = await db.one<{ count: number }>(sql`select count(*) as count from ${children}`);
  if (count === 0) return { count, records: [] };
  return { count, records: await db.many(sql`select r.id, r.name from ${children} order by r.name_key, r.id limit ${limit}`) };
}

/** The owners of those of the records that lie in the bin. */
export async function ownersInBin(
  db: AccountDb,
  objectId: number,
  ids: readonly number[],
): Promise<{ id: number; owner_id: number | null }[]> {
  return db.many(
    sql`select r.id, r.owner_id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) and r.deleted_at is not null`,
  );
}

/** Who has each of the living records. */
export async function ownersOfRecords(
  db: AccountDb,
  pointers: readonly { objectId: number; id: number }[],
): Promise<{ object_id: number; id: number; owner_id: number | null }[]> {
  if (pointers.length === 0) return [];
  return db.many(
    sql`select distinct r.object_id, r.id, r.owner_id
        from unnest(${pointers.map(({ objectId }) => objectId)}::integer[], ${pointers.map(({ id }) => id)}::bigint[]) p(object_id, id)
        join records r on r.account_id = ${db.accountId} and r.object_id = p.object_id and r.id = p.id and r.deleted_at is null`,
  );
}

/** A record, whether it lies in the bin or not. */
export async function recordEvenInBin(db: AccountDb, objectId: number, id: number): Promise<RecordRow | undefined> {
  return db.maybeOne(
    sql`select ${RECORD} from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = ${id}`,
  );
}
