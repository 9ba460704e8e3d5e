import { raw, sql, type Sql } from '../../app/db.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';

/** Rows for the events of new records: what each began with. */
export const createdRows = (shape: ObjectShape): Sql =>
  sql`select ${shape.id}::integer as object_id, w.id as record_id, w.cause_id, jsonb_build_object('values', w.after) as personal
      from record_writes w where w.is_new`;

/**
 * Rows for the events of changed records: the fields that changed, each with what stood before and after. The version tells them in order:
 * neither ids nor times do, where two writers wait for each other.
 */
export function changedRows(shape: ObjectShape, written: ObjectShape): Sql {
  const [field, ...others] = written.fields;
  const from = field && others.length === 0 ? ofOneField(field) : CHANGES;
  return sql`select ${shape.id}::integer as object_id, w.id as record_id, w.cause_id, jsonb_build_object('fields', x.fields, 'version', w.version) as data,
      jsonb_build_object('changes', x.changes) as personal
    from record_writes w cross join lateral (${from}) x where w.changed and not w.is_new`;
}

/** Looks through the changes of each row; keys of jsonb come sorted. */
const CHANGES = sql`select jsonb_agg(c.key::integer) as fields,
    jsonb_object_agg(c.key, jsonb_build_array(w.before->c.key, w.after->c.key)) as changes
  from jsonb_object_keys(w.changes) c(key) where (w.before->c.key) is distinct from (w.after->c.key)`;

/** Where one field alone can have changed, it has. */
function ofOneField({ id }: FieldShape): Sql {
  const key = raw(`'${id}'`);
  return sql`select jsonb_build_array(${raw(String(id))}) as fields,
    jsonb_build_object(${key}, jsonb_build_array(w.before->${key}, w.after->${key})) as changes`;
}

export const ownerRows = (shape: ObjectShape): Sql =>
  sql`select ${shape.id}::integer as object_id, w.id as record_id, w.cause_id, jsonb_build_object('from', w.owner_before, 'to', w.owner_after, 'version', w.version) as data
      from record_writes w where w.owner_changed`;
