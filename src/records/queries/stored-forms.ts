import { raw, sql, type Sql } from '../../app/db.ts';
import { storedType } from '../rules/format-value.ts';
import { CONTACT_FIELDS, type FieldShape, type ObjectShape } from '../schema.ts';

/** Every value of the record `alias` in one document, those of its columns included. */
export function valuesOf(shape: ObjectShape, alias: string): string {
  const columns = columnFields(shape);
  if (columns.length === 0) return `${alias}.values`;
  const pairs = columns.map((field) => `'${field.id}', nullif(${alias}.${field.columnName}, '')`);
  return `(${alias}.values || jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')})))`;
}

/** A stored value of the record `document` as text. */
export const value = (document: string, field: FieldShape): Sql => raw(`${document}->>'${field.id}'`);
export const columnFields = (shape: ObjectShape): FieldShape[] => shape.fields.filter((field) => field.columnName !== null);
export const uniqueFields = (shape: ObjectShape): FieldShape[] => shape.fields.filter((field) => field.isUnique);
export const parentFields = (shape: ObjectShape): FieldShape[] => shape.fields.filter((field) => field.type === 'parent');
/** The fields a record's name is made from: its name field, or of a person first name, last name and e-mail address. */
export function nameFields(shape: ObjectShape): FieldShape[] {
  const formula = nameFormula(shape);
  const named = formula ? [formula] : shape.fields.filter((field) => field.columnName === 'name');
  return named.length > 0 || !shape.person ? named : shape.fields.filter(({ id }) => PERSON_NAME.includes(id));
}
/** The formula that is the name of the object's records. */
export const nameFormula = (shape: ObjectShape): FieldShape | undefined =>
  shape.fields.find(({ type, settings }) => type === 'formula' && settings.isName);
const PERSON_NAME: readonly number[] = [CONTACT_FIELDS.firstName, CONTACT_FIELDS.lastName, CONTACT_FIELDS.email];

/** Fields whose values also stand in field_values. Values of columns are sorted and matched there. */
export const copiedFields = (shape: ObjectShape): FieldShape[] =>
  shape.fields.filter((field) => field.columnName === null && (field.type === 'parent' || field.sortable));

/** The form in which values are compared for uniqueness, and sorted: without case, spaces around, and whatever follows 200 characters. */
export const normalText = (text: Sql): Sql => sql`lower(left(btrim(${text}), 200))`;

const TEXT_TYPES = new Set(['text', 'longtext', 'email', 'phone', 'sms', 'country', 'state', 'url', 'color']);
const TIME_TYPES = new Set(['date', 'datetime']);

/** A field's stored value `text` as it stands in unique_values. */
export const uniqueForm = (field: FieldShape, text: Sql): Sql => (TEXT_TYPES.has(storedType(field)) ? normalText(text) : text);

/** A stored value of `document` as the three typed columns of field_values, one of them filled. */
export function typedCopy(field: FieldShape, document: string): { text: Sql; number: Sql; time: Sql } {
  const none = { text: sql`null::text`, number: sql`null::float8`, time: sql`null::timestamptz` };
  const stored = value(document, field);
  const type = storedType(field);
  if (TEXT_TYPES.has(type)) return { ...none, text: normalText(stored) };
  if (TIME_TYPES.has(type))
    return { ...none, time: type === 'date' ? sql`(${stored} || 'T00:00:00Z')::timestamptz` : sql`(${stored})::timestamptz` };
  return { ...none, number: type === 'check' ? sql`(${stored})::boolean::integer::float8` : sql`(${stored})::float8` };
}
