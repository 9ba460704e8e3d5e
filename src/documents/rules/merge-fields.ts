import {
  CONTACT,
  formatValue,
  minorDigits,
  storedType,
  type FieldShape,
  type ObjectShape,
  type Value,
  type ValueContext,
} from '../../records/schema.ts';
import type { MergeField } from '../schema.ts';
import { type MergeValue } from './typed-values.ts';

/** The heading of what only letters can show: addresses made for each of them. */
const LETTER = 'Letter';

/** What every text may ask for besides the fields of its record. */
const COMMON: readonly MergeField[] = [
  { path: 'owner.name', label: 'Name of the owner', group: 'Owner' },
  { path: 'owner.email', label: 'E-mail address of the owner', group: 'Owner' },
  { path: 'owner.signature', label: 'Signature of the owner', group: 'Owner' },
  { path: 'account.name', label: 'Name of your company', group: 'Company' },
  { path: 'account.postal_address', label: 'Postal address of your company', group: 'Company' },
  { path: 'today', label: 'The day it is sent', group: 'Company', type: 'date' },
  { path: 'unsubscribe_url', label: 'Unsubscribe link', group: LETTER },
  { path: 'preferences_url', label: 'Link to what they get', group: LETTER },
  { path: 'confirm_url', label: 'Link to confirm the address', group: LETTER },
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

/**
 * Every merge field of an object's records, in the order a picker shows them; with all objects also those of the records that its fields
 * point to: `contact.company.city`.
 */
export function mergeFieldsFor(shape: ObjectShape, objects: readonly ObjectShape[] = []): MergeField[] {
  const own = living(shape).map((field) => ({ path: `${shape.key}.${mergeName(shape, field)}`, ...shownAs(field, shape.singular) }));
  const related = living(shape).flatMap((field) => {
    const group = `${shape.singular} › ${field.label}`;
    const path = `${shape.key}.${mergeName(shape, field)}`;
    return partsOf(field, objects).map(({ name, field: part, label }) => ({
      path: `${path}.${name}`,
      ...(part ? shownAs(part, group) : { label, group }),
    }));
  });
  return [
    { path: `${shape.key}.id`, label: `Number of the ${shape.singular.toLowerCase()}`, group: shape.singular },
    ...own,
    ...related,
    ...COMMON,
  ];
}

/** The same without what only a letter can show. */
export const mergeFieldsOutsideLetters = (shape: ObjectShape, objects: readonly ObjectShape[] = []): MergeField[] =>
  mergeFieldsFor(shape, objects).filter(({ group }) => group !== LETTER);

const living = (shape: ObjectShape): FieldShape[] => shape.fields.filter(({ deletedAt }) => deletedAt === null);

const FORMATS: Readonly<Partial<Record<FieldShape['type'], NonNullable<MergeField['type']>>>> = {
  date: 'date',
  datetime: 'datetime',
  number: 'number',
  price: 'money',
};

function shownAs(field: FieldShape, group: string): Omit<MergeField, 'path'> {
  const type = FORMATS[storedType(field)];
  return { label: field.label, group, ...(type ? { type } : {}) };
}

interface Part {
  name: string;
  label: string;
  field?: FieldShape;
}

/** What can be asked of the record or user a field points to. */
function partsOf(field: FieldShape, objects: readonly ObjectShape[]): Part[] {
  if (field.type === 'user')
    return [
      { name: 'name', label: 'Name' },
      { name: 'email', label: 'E-mail address' },
    ];
  const parent = field.type === 'parent' ? objects.find(({ id }) => id === field.parentObjectId) : undefined;
  if (!parent) return [];
  // What points further on would be two steps away.
  const fields = living(parent).filter(({ type }) => type !== 'parent' && type !== 'user' && type !== 'related');
  return fields.map((each) => ({ name: mergeName(parent, each), label: each.label, field: each }));
}

/** What a path names: a field of this object, or with it one of the record it points to. */
export interface PlaceOfPath {
  field: FieldShape;
  /** The object and field of the record that `field` points to. */
  of?: { objectId: number; field: FieldShape };
}

/** The field a path names, if it names one of this object's; with all objects also one of the record it points to. */
export function placeOfPath(shape: ObjectShape, path: string, objects: readonly ObjectShape[] = []): PlaceOfPath | undefined {
  const [root, name, part, ...rest] = path.split('.');
  if (root !== shape.key || rest.length > 0) return undefined;
  const field = living(shape).find((each) => mergeName(shape, each) === name);
  if (!field || part === undefined) return field && { field };
  const named = partsOf(field, objects).find((each) => each.name === part);
  if (!named) return undefined;
  return named.field ? { field, of: { objectId: field.parentObjectId!, field: named.field } } : { field };
}

/** A stored value as a text sees it: numbers and check boxes to be compared, dates and prices to be written in any way; all else as a person reads it. */
export function mergeValue(field: FieldShape, value: Value | undefined, context: Partial<ValueContext>): MergeValue {
  if (value === null || value === undefined || value === '') return null;
  const $shown = formatValue(field, value, context);
  switch (storedType(field)) {
    case 'number':
    case 'check':
      return value as number | boolean;
    case 'date':
    case 'datetime':
      return { $is: storedType(field) as 'date' | 'datetime', $value: String(value), $shown };
    case 'price': {
      const $currency = context.currency ?? 'USD';
      return { $is: 'money', $value: (value as number) / 10 ** minorDigits($currency), $currency, $shown };
    }
    default:
      return $shown;
  }
}
