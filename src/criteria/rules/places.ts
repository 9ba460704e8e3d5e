import sql, { raw, type Sql } from 'sql-template-tag';
import type { FieldShape } from './context.ts';
import type { Compilation } from './compilation.ts';
import type { SystemColumn } from './language.ts';
import { kindOfField, type ValueKind } from './operators.ts';

/** A question of one value: SQL that is true where the answer is yes, and false or null elsewhere. */
export type Test = (value: Sql) => Sql;

/**
 * Where a value of the record stands, and how it is asked. `where` holds where the test is true, `without` exactly where `where` does not: together
 * they cover every record, blank values included.
 */
export interface Place {
  where(test: Test): Sql;
  without(test: Test): Sql;
  /** How the value is kept, which decides what it is compared with. */
  form: 'column' | 'copy' | 'json';
  leakproof: boolean;
}

/** A text of which field_values and name_key keep only so many characters is looked up in full. */
export const COPIED_LENGTH = 200;

interface SystemPlace {
  value: (record: Sql) => Sql;
  leakproof: boolean;
}

const plain = (column: string): SystemPlace => ({ value: (record) => sql`${record}.${raw(column)}`, leakproof: true });
const lowered = (column: string): SystemPlace => ({ value: (record) => sql`lower(btrim(${record}.${raw(column)}))`, leakproof: false });

/** The columns of records that fields and conditions may name, and the expression that gives their normalised value. */
const COLUMNS: Readonly<Record<string, SystemPlace>> = {
  id: plain('id'),
  unique_id: lowered('unique_id'),
  name: lowered('name'),
  name_key: plain('name_key'),
  email: plain('email'),
  sms_number: plain('sms_number'),
  owner_id: plain('owner_id'),
  created_at: plain('created_at'),
  updated_at: plain('updated_at'),
  last_activity_at: plain('last_activity_at'),
  import_id: plain('import_id'),
  email_status: plain('email_status'),
  sms_status: plain('sms_status'),
};

const COLUMN_OF: Readonly<Record<SystemColumn, string>> = {
  id: 'id',
  unique_id: 'unique_id',
  name: 'name_key',
  created: 'created_at',
  updated: 'updated_at',
  last_activity: 'last_activity_at',
  import: 'import_id',
  email_status: 'email_status',
  sms_status: 'sms_status',
};

/** Where a system property stands. `whole` asks for the full text, where the compared one may have been cut. */
export function placeOfSystem(compilation: Compilation, column: SystemColumn, whole: boolean): Place {
  const keyed = COLUMN_OF[column];
  return placeOfColumn(compilation, whole && keyed === 'name_key' ? 'name' : keyed);
}

/** Where a field's value stands: in a column, copied to field_values, or only in the record's JSON. */
export function placeOfField(compilation: Compilation, field: FieldShape, whole: boolean, part?: string): Place {
  const kind = kindOfField(field, part)!;
  if (part !== undefined) return placeOfPart(compilation, field, part);
  if (field.columnName !== null) return placeOfColumn(compilation, field.columnName === 'name' && !whole ? 'name_key' : field.columnName);
  const copied =
    field.type === 'parent' ||
    (field.sortable && field.sortableSince !== null && !whole && kind !== 'check' && kind !== 'choices' && kind !== 'whole');
  return copied ? placeOfCopy(compilation, field, kind) : placeInJson(compilation, field, kind);
}

function placeOfColumn({ record }: Compilation, column: string): Place {
  const place = COLUMNS[column];
  if (!place) throw new Error(`Criteria know no column ${column} of records.`);
  return { ...asked(place.value(record)), form: 'column', leakproof: place.leakproof };
}

/** A semi-join, so that the planner may begin with the index of field_values, or ask it record by record. */
function placeOfCopy(compilation: Compilation, field: FieldShape, kind: ValueKind): Place {
  const copy = compilation.alias('v');
  const column = raw(COPY_COLUMN[kind] ?? 'text_value');
  const exists = (test: Test): Sql => sql`exists (select 1 from field_values ${copy} where ${copy}.account_id = ${compilation.account}
    and ${copy}.object_id = ${compilation.object} and ${copy}.field_id = ${field.id}::integer
    and ${copy}.record_id = ${compilation.record}.id and ${test(sql`${copy}.${column}`)})`;
  return { where: exists, without: (test) => sql`not ${exists(test)}`, form: 'copy', leakproof: true };
}

const COPY_COLUMN: Partial<Record<ValueKind, string>> = {
  number: 'number_value',
  choice: 'number_value',
  record: 'number_value',
  user: 'number_value',
  date: 'time_value',
  time: 'time_value',
};

function placeInJson({ record }: Compilation, field: FieldShape, kind: ValueKind): Place {
  const key = sql`${String(field.id)}::text`;
  const text = sql`${record}.values ->> ${key}`;
  const value = {
    text: sql`lower(btrim(${text}))`,
    number: sql`(case when jsonb_typeof(${record}.values -> ${key}) = 'number' then (${text})::float8 end)`,
    choices: sql`(${record}.values -> ${key})`,
    date: sql`((${text}) collate "C")`,
    time: sql`((${text}) collate "C")`,
    check: sql`(${text})`,
    choice: sql`(${text})`,
    record: sql`(${text})`,
    user: sql`(${text})`,
    color: sql`lower(btrim(${text}))`,
    whole: sql`(${record}.values -> ${key})`,
  }[kind];
  return { ...asked(value), form: 'json', leakproof: false };
}

/** A part of an address, as text. */
function placeOfPart({ record }: Compilation, field: FieldShape, part: string): Place {
  const value = sql`lower(btrim(${record}.values -> ${String(field.id)}::text ->> ${part}::text))`;
  return { ...asked(value), form: 'json', leakproof: false };
}

const asked = (value: Sql): Pick<Place, 'where' | 'without'> => ({
  where: (test) => test(value),
  without: (test) => sql`(${test(value)}) is not true`,
});
