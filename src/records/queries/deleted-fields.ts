import { raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import type { FieldShape, FieldType } from '../schema.ts';
import { typedCopy } from './stored-forms.ts';

/** A field that lies in the list of deleted ones, with what it was. */
export interface DeletedField {
  object_id: number;
  id: number;
  key: string;
  label: string;
  type: FieldType;
  section_id: number;
  parent_object_id: number | null;
  settings: FieldShape['settings'];
  is_unique: boolean;
  sortable: boolean;
  deleted_at: Date;
  deleted_by: number | null;
}

const FIELD = sql`f.object_id, f.id, coalesce(f.deleted_key, f.key) as key, f.label, f.type, f.section_id, f.parent_object_id, f.settings,
  f.is_unique, f.sortable, f.deleted_at, f.deleted_by`;

/** Hides a field; its values stay, and what it was. Its key becomes free. */
export async function markFieldDeleted(db: AccountDb, objectId: number, id: number, userId: number | null = null): Promise<void> {
  await db.run(
    sql`update fields set deleted_at = ${db.now}, deleted_by = ${userId}, deleted_key = key, key = key || '~' || id, sortable_since = null
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id} and deleted_at is null`,
  );
}

/** The deleted fields of an object, the latest first. */
export async function deletedFields(db: AccountDb, objectId: number): Promise<DeletedField[]> {
  return db.many(
    sql`select ${FIELD} from fields f
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.deleted_at is not null
        order by f.deleted_at desc, f.id`,
  );
}

export async function deletedField(db: AccountDb, objectId: number, id: number): Promise<DeletedField | undefined> {
  return db.maybeOne(
    sql`select ${FIELD} from fields f
        where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = ${id} and f.deleted_at is not null`,
  );
}

export interface FieldReturn {
  key: string;
  label: string;
  sectionId: number;
  isUnique: boolean;
}

/** Brings a field back; what it is sorted by is copied anew before it counts as sortable. */
export async function markFieldRestored(db: AccountDb, objectId: number, id: number, back: FieldReturn): Promise<void> {
  await db.run(
    sql`update fields set deleted_at = null, deleted_by = null, deleted_key = null, key = ${back.key}, label = ${back.label},
          section_id = ${back.sectionId}, is_unique = ${back.isUnique}, sortable_since = null
        where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
  );
}

/** Fields that were deleted before `before`. */
export async function dueFields(db: AccountDb, before: Date): Promise<DeletedField[]> {
  return db.many(
    sql`select ${FIELD} from fields f
        where f.account_id = ${db.accountId} and f.deleted_at is not null and f.deleted_at < ${before} order by f.object_id, f.id`,
  );
}

/** The accounts with fields that were deleted so many days ago, by their own time. */
export async function accountsWithDueFields(database: Database, now: Date, days: number): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_due_fields(${now}, ${days}::integer)`),
  );
  return rows.map(({ account_id }) => account_id);
}

/** Takes a field's value out of the next `limit` records after `after`. Gives the last record looked at. */
export async function forgetNextValues(
  db: AccountDb,
  field: { objectId: number; id: number },
  { after, limit }: { after: number; limit: number },
): Promise<number | undefined> {
  const key = raw(`'${field.id}'`);
  const { last } = await db.one<{ last: number | null }>(
    sql`with next as materialized (
          select r.id, r.values ? ${key} as has from records r
          where r.account_id = ${db.accountId} and r.object_id = ${field.objectId} and r.id > ${after} order by r.id limit ${limit} for update),
        forgotten as (
          update records r set values = r.values - ${key} from next n
          where r.account_id = ${db.accountId} and r.object_id = ${field.objectId} and r.id = n.id and n.has)
        select max(id) as last from next`,
  );
  return last ?? undefined;
}

/** Removes the claims of the next `limit` records. Gives how many. */
export async function dropNextClaims(db: AccountDb, objectId: number, fieldId: number, limit: number): Promise<number> {
  return db.run(
    sql`delete from unique_values u where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.field_id = ${fieldId}
          and u.value in (
            select x.value from unique_values x where x.account_id = ${db.accountId} and x.object_id = ${objectId} and x.field_id = ${fieldId}
            limit ${limit})`,
  );
}

export async function deleteFieldRow(db: AccountDb, objectId: number, id: number): Promise<void> {
  await db.run(sql`delete from option_changes c where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.field_id = ${id}`);
  await db.run(sql`delete from fields f where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = ${id}`);
}

/** The records of a stretch whose parent was removed for good meanwhile, to be cleared: a source for `writeRecords`. */
export function orphansOf(db: AccountDb, objectId: number, field: FieldShape, stretch: { after: number; upTo: number }): Sql {
  const { number } = typedCopy(field, 'r.values');
  return sql`select r.id, false as is_new, jsonb_build_object(${String(field.id)}::text, null) as changes from records r
    where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id > ${stretch.after} and r.id <= ${stretch.upTo}
      and r.deleted_at is null and ${number} is not null
      and not exists (select from records p where p.account_id = ${db.accountId} and p.object_id = ${field.parentObjectId}
        and p.id = (${number})::bigint)`;
}
