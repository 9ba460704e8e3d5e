import { join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { ObjectShape } from '../schema.ts';
import { uniqueFields, uniqueForm, value } from './stored-forms.ts';
import type { Rejected } from './write-records.ts';

/** Each row of the writes with its unique values: the field, the value before, the value after. */
function uniqueClaims(shape: ObjectShape): Sql {
  const fields = uniqueFields(shape).map(
    (field) =>
      sql`(${raw(String(field.id))}, ${uniqueForm(field, value('w.before', field))}, ${uniqueForm(field, value('w.after', field))})`,
  );
  return sql`record_writes w cross join lateral (values ${join(fields)}) f(field_id, before, after)`;
}

/**
 * Claims the new unique values and gives the records whose value another has. Old values are freed only after (`freeUniqueValues`), so
 * that nobody claims what a rejected record keeps. Claims are made in one order by everybody: two writers wait one way at most.
 */
export async function claimUniqueValues(db: AccountDb, shape: ObjectShape, claims: number): Promise<Rejected[]> {
  const claimed = await db.run(
    sql`insert into unique_values (account_id, object_id, field_id, value, record_id)
        select ${db.accountId}, ${shape.id}, f.field_id, f.after, w.id from ${uniqueClaims(shape)}
        where f.after is not null and f.after is distinct from f.before
        order by f.field_id, f.after, w.id
        on conflict do nothing`,
  );
  if (claimed === claims) return [];
  return db.many<Rejected>(
    sql`select w.id, f.field_id as "fieldId", f.after as value, 'value_taken' as reason from ${uniqueClaims(shape)}
        where f.after is not null and f.after is distinct from f.before
          and not exists (select 1 from unique_values u where u.account_id = ${db.accountId} and u.object_id = ${shape.id}
            and u.field_id = f.field_id and u.value = f.after and u.record_id = w.id)
        order by w.id`,
  );
}

/** Gives up what the named rows have claimed, because another of their values was taken. */
export async function unclaimUniqueValues(db: AccountDb, shape: ObjectShape, ids: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from unique_values u using ${uniqueClaims(shape)}
        where u.account_id = ${db.accountId} and u.object_id = ${shape.id} and u.field_id = f.field_id and u.value = f.after
          and u.record_id = w.id and f.after is distinct from f.before and w.id = any(${ids}::bigint[])`,
  );
}

/** Frees the unique values that are given up. */
export async function freeUniqueValues(db: AccountDb, shape: ObjectShape): Promise<void> {
  await db.run(
    sql`delete from unique_values u using ${uniqueClaims(shape)}
        where u.account_id = ${db.accountId} and u.object_id = ${shape.id} and u.field_id = f.field_id and u.value = f.before
          and u.record_id = w.id and f.after is distinct from f.before and not w.is_new`,
  );
}
