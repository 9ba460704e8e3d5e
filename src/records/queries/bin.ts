import { join, raw, sql, type AccountDb, type Database, type Sql } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { heirsOf } from '../rules/option-change.ts';
import { searchOf } from './search-words.ts';
import { parentFields, uniqueForm, value, valuesOf } from './stored-forms.ts';
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

/** Takes records out of the bin with `events` of `moved` (id); what search finds them by may have changed meanwhile, such as their company's name. */
export async function moveFromBin(db: AccountDb, shape: ObjectShape, ids: readonly number[], events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update records r set deleted_at = null, version = r.version + 1, updated_at = ${db.now},
            search = ${searchOf(db, shape, sql`r.name`, valuesOf(shape, 'r'))}
          where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id = any(${ids}::bigint[]) and r.deleted_at is not null
          returning r.id)
        ${events}`,
  );
}

export const movedRows = (objectId: number): Sql => sql`select ${objectId}::integer as object_id, m.id as record_id from moved m`;

/**
 * Claims the unique values of records in the bin again. Gives those whose value another has by now; for them nothing is claimed, unless they
 * come back without it (`keepOthers`): then the rest of their values is.
 */
export async function reclaimUniqueValues(
  db: AccountDb,
  shape: ObjectShape,
  ids: readonly number[],
  { keepOthers }: { keepOthers: boolean },
): Promise<Rejected[]> {
  const taken: Rejected[] = [];
  for (const field of shape.fields.filter(({ isUnique }) => isUnique)) {
    const rows = await db.many<Rejected>(
      sql`with wanted as materialized (
            select b.id, ${uniqueForm(field, sql`b.stored->>${String(field.id)}`)} as value
            from (select r.id, ${raw(valuesOf(shape, 'r'))} as stored from records r where r.account_id = ${db.accountId}
              and r.object_id = ${shape.id} and r.id = any(${ids}::bigint[]) and r.deleted_at is not null) b),
          claimed as (
            insert into unique_values (account_id, object_id, field_id, value, record_id)
            select ${db.accountId}, ${shape.id}, ${field.id}, value, id from wanted where value is not null order by value, id
            on conflict do nothing returning record_id)
          select w.id, ${field.id}::integer as "fieldId", w.value, 'value_taken' as reason from wanted w
          where w.value is not null and not exists (select 1 from claimed c where c.record_id = w.id)`,
    );
    taken.push(...rows);
  }
  if (!keepOthers)
    await unclaim(
      db,
      shape.id,
      taken.map(({ id }) => id),
    );
  return taken;
}

/**
 * Records that come out of the bin, with what can no longer stand as it did: pointers to records removed for good are cleared, options that
 * were taken away give way to what stands for them. A source for `writeRecords`; undefined where the object has nothing of the kind.
 */
export function outdatedValues(db: AccountDb, shape: ObjectShape, ids: readonly number[]): Sql | undefined {
  const parts = [...parentFields(shape).map((field) => clearedPointer(db, field)), ...shape.fields.flatMap(replacedOptions)];
  if (parts.length === 0) return undefined;
  return sql`select r.id, false as is_new, jsonb_object_agg(n.field_id, n.value) as changes
    from records r cross join lateral (${join(parts, ' union all ')}) n
    where r.account_id = ${db.accountId} and r.object_id = ${shape.id} and r.id = any(${ids}::bigint[]) and r.deleted_at is null
    group by r.id`;
}

const clearedPointer = (db: AccountDb, field: FieldShape): Sql =>
  sql`select ${String(field.id)}::text as field_id, null::jsonb as value where ${value('r.values', field)} is not null
    and not exists (select 1 from records p where p.account_id = ${db.accountId} and p.object_id = ${field.parentObjectId}
      and p.id = (${value('r.values', field)})::bigint)`;

function replacedOptions(field: FieldShape): Sql[] {
  const heirs = heirsOf(field.options);
  if (heirs.size === 0) return [];
  const gone = sql`unnest(${[...heirs.keys()]}::integer[], ${[...heirs.values()]}::integer[]) g(id, heir)`;
  const stored = raw(`r.values->'${field.id}'`);
  if (field.type !== 'list') return [sql`select ${String(field.id)}::text, to_jsonb(g.heir) from ${gone} where ${stored} = to_jsonb(g.id)`];
  const left = sql`select distinct case when g.id is null then o.id::integer else g.heir end as id
    from jsonb_array_elements_text(${stored}) o(id) left join ${gone} on g.id = o.id::integer`;
  return [
    sql`select ${String(field.id)}::text, (select jsonb_agg(l.id order by l.id) from (${left}) l where l.id is not null)
      where exists (select 1 from ${gone} where ${stored} @> to_jsonb(g.id))`,
  ];
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
