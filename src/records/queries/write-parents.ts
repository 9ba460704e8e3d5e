import { join, raw, sql, type AccountDb } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { parentFields, value } from './stored-forms.ts';
import type { Rejected } from './write-records.ts';

/** Records that point to a parent that is not there, or is in the bin. */
export async function missingParents(db: AccountDb, shape: ObjectShape): Promise<Rejected[]> {
  const fields = parentFields(shape).map(
    (field) =>
      sql`(${raw(String(field.id))}, ${raw(String(field.parentObjectId))}, (${value('w.before', field)})::bigint, (${value('w.after', field)})::bigint)`,
  );
  return db.many<Rejected>(
    sql`select w.id, f.field_id as "fieldId", f.after::text as value, 'no_such_parent' as reason
        from record_writes w cross join lateral (values ${join(fields)}) f(field_id, object_id, before, after)
        where f.after is not null and f.after is distinct from f.before
          and not exists (select 1 from records p where p.account_id = ${db.accountId} and p.object_id = f.object_id and p.id = f.after
            and p.deleted_at is null)
          and not exists (select 1 from record_writes n where f.object_id = ${shape.id} and n.id = f.after and n.is_new)
        order by w.id`,
  );
}

/** Records that would come to stand above themselves, or at the end of a chain longer than `deepest`. One writer at a time looks. */
export async function circularParents(db: AccountDb, shape: ObjectShape, field: FieldShape, deepest: number): Promise<Rejected[]> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`chain:${shape.id}:${field.id}`}, ${db.accountId}))`);
  return db.many<Rejected>(
    sql`with recursive chain(id, above, depth) as (
          select w.id, (${value('w.after', field)})::bigint, 1 from record_writes w
          where ${value('w.after', field)} is not null and ${value('w.after', field)} is distinct from ${value('w.before', field)}
          union all
          select c.id, coalesce(w.above, case when w.id is null then v.number_value::bigint end), c.depth + 1
          from chain c
          left join (select w.id, (${value('w.after', field)})::bigint as above from record_writes w) w on w.id = c.above
          left join field_values v on v.account_id = ${db.accountId} and v.object_id = ${shape.id} and v.field_id = ${field.id}
            and v.record_id = c.above
          where c.above is not null and c.above <> c.id and c.depth <= ${deepest})
        select distinct c.id, ${field.id}::integer as "fieldId", ''::text as value, 'circular_relation' as reason
        from chain c where c.above = c.id or c.depth > ${deepest} order by c.id`,
  );
}
