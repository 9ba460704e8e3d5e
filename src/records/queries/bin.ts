import { raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import type { ObjectShape } from '../schema.ts';
import { parentFields, uniqueForm, valuesOf } from './stored-forms.ts';
import type { Rejected } from './write-records.ts';

/** Puts living records into the bin with `events` of `moved` (id), and frees their unique values. */
export async function moveToBin(db: AccountDb, objectId: number, ids: readonly number[], events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update records r set deleted_at = ${db.now}, version = r.version + 1
          where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) and r.deleted_at is null
          returning r.id),
        freed as (
          delete from unique_values u using moved m
          where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.record_id = m.id)
        ${events}`,
  );
}

/** Takes records out of the bin with `events` of `moved` (id). */
export async function moveFromBin(db: AccountDb, objectId: number, ids: readonly number[], events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update records r set deleted_at = null, version = r.version + 1, updated_at = ${db.now}
          where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[]) and r.deleted_at is not null
          returning r.id)
        ${events}`,
  );
}

export const movedRows = (objectId: number): Sql => sql`select ${objectId}::integer as object_id, m.id as record_id from moved m`;

/** Claims the unique values of records in the bin again. Gives those whose value another has by now; for them nothing is claimed. */
export async function reclaimUniqueValues(db: AccountDb, shape: ObjectShape, ids: readonly number[]): Promise<Rejected[]> {
  const taken: Rejected[] = [];
  for (const field of shape.fields.filter(({ isUnique }) => isUnique)) {
    const rows = await db.many<Rejected>(
      sql`with wanted as materialized (
            select b.id, ${uniqueForm(field, sql`b.stored->>${String(field.id)}`)} as value
            from (select r.id, ${raw(valuesOf(shape, 'r'))} as stored from records r where r.account_id = ${db.accountId}
              and r.object_id = ${shape.id} and r.id = any(${ids}::bigint[]) and r.deleted_at is not null) b),
          claimed as (
            insert into unique_values (account_id, object_id, field_id, value, record_id)
            select ${db.accountId}, ${shape.id}, ${field.id}, value, id from wanted where value is not null order by value
            on conflict do nothing returning record_id)
          select w.id, ${field.id}::integer as "fieldId", w.value, 'value_taken' as reason from wanted w
          where w.value is not null and not exists (select 1 from claimed c where c.record_id = w.id)`,
    );
    taken.push(...rows);
  }
  await unclaim(
    db,
    shape.id,
    taken.map(({ id }) => id),
  );
  return taken;
}

async function unclaim(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.run(
    sql`delete from unique_values u where u.account_id = ${db.accountId} and u.object_id = ${objectId} and u.record_id = any(${ids}::bigint[])`,
  );
}

/** Removes records and everything that hangs on them, for good. */
export async function deleteForGood(db: AccountDb, objectId: number, ids: readonly number[]): Promise<void> {
  for (const table of [sql`field_values`, sql`unique_values`, sql`record_tags`, sql`notes`, sql`task_reminders`, sql`tasks`]) {
    await db.run(
      sql`delete from ${table} x where x.account_id = ${db.accountId} and x.object_id = ${objectId} and x.record_id = any(${ids}::bigint[])`,
    );
  }
  await db.run(
    sql`delete from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${ids}::bigint[])`,
  );
}

/** Records that have lain in the bin since before `before`, of one object. */
export async function dueInBin(db: AccountDb, before: Date, limit: number): Promise<{ object_id: number; ids: number[] } | undefined> {
  return db.maybeOne(
    sql`select d.object_id, array_agg(d.id) as ids from (
          select r.object_id, r.id from records r
          where r.account_id = ${db.accountId} and r.deleted_at < ${before} order by r.object_id, r.id limit ${limit}) d
        group by d.object_id limit 1`,
  );
}

/** The accounts in whose bins something has lain for so many days of their own time. */
export async function accountsWithDueBin(database: Database, now: Date, days: number): Promise<number[]> {
  const rows = await database.system((db) =>
    db.many<{ account_id: number }>(sql`select account_id from accounts_with_due_bin(${now}, ${days}::integer)`),
  );
  return rows.map(({ account_id }) => account_id);
}

/** Records of an object whose parent field points to one of these: a source for `writeRecords` that clears the field. */
export const orphans = (db: AccountDb, child: ObjectShape, parent: { objectId: number; ids: readonly number[] }): Sql | undefined => {
  const fields = parentFields(child).filter(({ parentObjectId }) => parentObjectId === parent.objectId);
  if (fields.length === 0) return undefined;
  return sql`select v.record_id as id, false as is_new, jsonb_object_agg(v.field_id::text, null) as changes from field_values v
    where v.account_id = ${db.accountId} and v.object_id = ${child.id} and v.field_id = any(${fields.map(({ id }) => id)}::integer[])
      and v.number_value = any(${parent.ids}::float8[])
    group by v.record_id`;
};
