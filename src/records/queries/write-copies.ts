import { empty, join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { copiedFields, typedCopy, value } from './stored-forms.ts';

function copies(fields: readonly FieldShape[], before: string, after: string): Sql {
  return join(
    fields.map((field) => {
      const { text, number, time } = typedCopy(field, after);
      return sql`(${raw(String(field.id))}, ${value(before, field)}, ${value(after, field)}, ${text}, ${number}, ${time})`;
    }),
  );
}

const copyRows = (
  shape: ObjectShape,
): Sql => sql`record_writes w cross join lateral (values ${copies(copiedFields(shape), 'w.before', 'w.after')})
    f(field_id, before, after, text_value, number_value, time_value)`;

/** Copies what is sorted and matched at scale to field_values. Where all records are new, nothing can be in the way. */
export async function copyFieldValues(db: AccountDb, shape: ObjectShape, allNew: boolean): Promise<void> {
  const replacing = sql`on conflict (account_id, object_id, record_id, field_id)
    do update set text_value = excluded.text_value, number_value = excluded.number_value, time_value = excluded.time_value`;
  await db.run(
    sql`insert into field_values (account_id, object_id, field_id, record_id, text_value, number_value, time_value)
        select ${db.accountId}, ${shape.id}, f.field_id, w.id, f.text_value, f.number_value, f.time_value
        from ${copyRows(shape)} where w.changed and f.after is not null and f.after is distinct from f.before ${allNew ? empty : replacing}`,
  );
}

/** Takes away the copies of values that are gone. */
export async function uncopyFieldValues(db: AccountDb, shape: ObjectShape): Promise<void> {
  await db.run(
    sql`delete from field_values v using ${copyRows(shape)}
        where v.account_id = ${db.accountId} and v.object_id = ${shape.id} and v.record_id = w.id and v.field_id = f.field_id
          and w.changed and not w.is_new and f.after is null and f.before is not null`,
  );
}
