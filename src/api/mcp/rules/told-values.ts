import { minorDigits, storedType, type FieldShape } from '../../../records/index.ts';

/** What numbers in values stand for. */
export interface ValueNames {
  currency: string;
  users: ReadonlyMap<number, string>;
  /** Records that parent fields point to, by `object/id`. */
  records: ReadonlyMap<string, string>;
}

/** What a field is called in answers: its label or, where another has the same, its key. */
export function fieldName(field: FieldShape, fields: readonly FieldShape[]): string {
  const isSame = (other: FieldShape): boolean => other.id !== field.id && other.label.toLowerCase() === field.label.toLowerCase();
  return fields.some(isSame) ? field.key : field.label;
}

/** Values as a caller reads them, by the fields' names: labels of options, amounts with their point, names beside numbers. */
export function toldValues(
  fields: readonly FieldShape[],
  values: Readonly<Record<string, unknown>>,
  names: ValueNames,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.id];
      return value === null || value === undefined ? [] : [[fieldName(field, fields), toldValue(field, value, names)]];
    }),
  );
}

function toldValue(field: FieldShape, value: unknown, { currency, users, records }: ValueNames): unknown {
  const labelOf = (option: unknown): unknown => field.options.find(({ id }) => id === option)?.label ?? option;
  switch (storedType(field)) {
    case 'price':
      return typeof value === 'number' ? value / 10 ** minorDigits(currency) : value;
    case 'dropdown':
      return labelOf(value);
    case 'list':
      return Array.isArray(value) ? value.map(labelOf) : value;
    case 'user':
      return { id: value, name: users.get(Number(value)) ?? null };
    case 'parent':
      return { id: value, name: records.get(`${field.parentObjectId}/${String(value)}`) ?? null };
    default:
      return value;
  }
}

/** A value as the write path takes it: an amount given as a number means whole units of the currency. */
export function givenValue(field: FieldShape, value: unknown, currency: string): unknown {
  if (field.type !== 'price' || typeof value !== 'number' || !Number.isFinite(value)) return value;
  return Math.round(value * 10 ** minorDigits(currency));
}
