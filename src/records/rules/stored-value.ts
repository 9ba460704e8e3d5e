import type { FieldShape, ObjectShape, Value } from './shape.ts';

/** A record as its row says: values of columns stand beside the others. */
export interface StoredRecord {
  name: string;
  email: string | null;
  sms_number: string | null;
  values: Readonly<Record<string, Value>>;
}

/** A field's value of a record, wherever it stands; null where it is blank. */
export function storedValue({ id, columnName }: Pick<FieldShape, 'id' | 'columnName'>, record: StoredRecord): Value {
  const value = columnName === null ? record.values[id] : record[columnName];
  return value === undefined || value === '' ? null : value;
}

/** Every value of a record under its field's id, those of columns too; blank ones are left out. */
export function storedValues(shape: ObjectShape, record: StoredRecord): Record<string, Value> {
  const inColumns = shape.fields
    .filter(({ columnName }) => columnName !== null)
    .map((field) => [field.id, storedValue(field, record)] as const);
  return { ...record.values, ...Object.fromEntries(inColumns.filter(([, value]) => value !== null)) };
}
