import { CONTACT, formatValue, type FieldShape, type ObjectShape, type Value, type ValueContext } from '../../records/schema.ts';
import type { MergeField } from '../schema.ts';

/** What every letter may ask for besides the fields of its record. */
const COMMON: readonly MergeField[] = [
  { path: 'owner.name', label: 'Name of the owner', group: 'Owner' },
  { path: 'owner.email', label: 'E-mail address of the owner', group: 'Owner' },
  { path: 'account.name', label: 'Name of your company', group: 'Company' },
  { path: 'account.postal_address', label: 'Postal address of your company', group: 'Company' },
  { path: 'unsubscribe_url', label: 'Unsubscribe link', group: 'Letter' },
];

/** Fields of contacts whose key, which stands in every API, reads worse in a letter than a name of its own. */
const NAMES: Readonly<Record<string, string>> = {
  firstname: 'first_name',
  lastname: 'last_name',
  timezone: 'time_zone',
  status: 'sales_stage',
};

/** How a letter names a field: `first_name` in `{{ contact.first_name }}`. */
export function mergeName(shape: ObjectShape, field: Pick<FieldShape, 'key'>): string {
  const name = shape.id === CONTACT ? NAMES[field.key] : undefined;
  return name === undefined || shape.fields.some(({ key }) => key === name) ? field.key : name;
}

/** Every merge field of an object's records, in the order a picker shows them. */
export function mergeFieldsFor(shape: ObjectShape): MergeField[] {
  const own = shape.fields
    .filter((field) => field.deletedAt === null)
    .map((field) => ({ path: `${shape.key}.${mergeName(shape, field)}`, label: field.label, group: shape.singular }));
  return [{ path: `${shape.key}.id`, label: `Number of the ${shape.singular.toLowerCase()}`, group: shape.singular }, ...own, ...COMMON];
}

/** The field a path names, if it names one of this object's. */
export function fieldOfPath(shape: ObjectShape, path: string): FieldShape | undefined {
  const [root, name, ...rest] = path.split('.');
  if (root !== shape.key || rest.length > 0) return undefined;
  return shape.fields.find((field) => mergeName(shape, field) === name && field.deletedAt === null);
}

/** A stored value as a text sees it: numbers and check boxes stay what they are, to be compared; all else as a person reads it. */
export function mergeValue(field: FieldShape, value: Value | undefined, context: Partial<ValueContext>): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  if (field.type === 'number' || field.type === 'check') return value as number | boolean;
  return formatValue(field, value, context);
}
