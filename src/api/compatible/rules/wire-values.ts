import { addressCell, COMPANY, CONTACT, minorDigits, type FieldShape, type ObjectShape, type Value } from '../../../records/index.ts';

/** Fields that accounts made themselves begin here; calls name them by their number. */
const FIRST_OWN_FIELD = 1000;

/** What calls name a field by: `firstname`, `f1568`. */
export const wireName = ({ id, key }: Pick<FieldShape, 'id' | 'key'>): string => (id >= FIRST_OWN_FIELD ? `f${id}` : key);

/** Of a contact, calls know the company by its name. */
export const isCompanyOfContact = (shape: ObjectShape, field: FieldShape): boolean =>
  shape.id === CONTACT && field.type === 'parent' && field.parentObjectId === COMPANY;

const WIRE_TYPES: Readonly<Record<string, string>> = {
  number: 'numeric',
  dropdown: 'drop',
  date: 'fulldate',
  datetime: 'timestamp',
  color: 'text',
  user: 'numeric',
  relation: 'subscription',
  related: 'mergefield',
  formula: 'mergefield',
  rollup: 'mergefield',
};

/** The type under which `meta` tells of a field. */
export const wireType = (type: FieldShape['type']): string => WIRE_TYPES[type] ?? type;

/** A user as calls know them: by a first and a last name. */
export function wireUser({ id, name, email }: { id: number; name: string; email: string }): Record<string, string> {
  const [firstname = '', ...rest] = name.split(' ');
  return { id: String(id), firstname, lastname: rest.join(' '), email, name };
}

/** Seconds since 1970, as calls say times. */
export const wireTime = (time: Date | null): string => String(time === null ? 0 : Math.floor(time.getTime() / 1000));

/** Seconds since 1970 as a time; undefined for what is none, or lies in no year from 1000 to 9998. */
export function timeOfWire(text: string): Date | undefined {
  const seconds = /^-?\d{1,12}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return seconds >= -30_610_224_000 && seconds < 253_339_142_400 ? new Date(seconds * 1000) : undefined;
}

/** A list of ids as calls say it: wrapped in the sign that parts them. */
export const wireList = (ids: readonly number[]): string => (ids.length === 0 ? '' : `*/*${ids.join('*/*')}*/*`);

/** The ids of such a list, or of one with commas. */
export const idsOfWireList = (text: string): number[] =>
  text
    .split(/\*\/\*|,/)
    .map((part) => part.trim())
    .filter((part) => /^\d{1,15}$/.test(part))
    .map(Number);

/** A stored value as calls give it: a text, or null. `fileUrl` says where a file can be fetched. */
export function toWire(field: FieldShape, value: Value | undefined, { currency }: { currency: string }): string | null {
  const type = field.type === 'formula' || field.type === 'rollup' ? (field.settings.result ?? 'text') : field.type;
  if (value === undefined || value === null)
    return type === 'check' || type === 'parent' || type === 'user' ? '0' : type === 'list' ? '' : null;
  switch (type) {
    case 'check':
      return value ? '1' : '0';
    case 'price':
      return (Number(value) / 10 ** minorDigits(currency)).toFixed(2);
    case 'date':
      return String(Date.parse(`${String(value)}T00:00:00Z`) / 1000);
    case 'datetime':
      return wireTime(new Date(String(value)));
    case 'list':
      return wireList(value as readonly number[]);
    case 'address':
      return addressCell(value as never);
    case 'image':
    case 'file':
      return (value as { name: string }).name;
    default:
      return String(value);
  }
}

/** What a call gives for a field, as `parseValue` reads it: without a language of its own. */
export function fromWire(field: FieldShape, given: unknown, { currency }: { currency: string }): unknown {
  if (given === null || given === undefined) return null;
  const text = typeof given === 'object' ? given : String(given).trim();
  if (typeof text !== 'string') return field.type === 'list' && Array.isArray(given) ? given.map(Number) : given;
  if (text === '') return null;
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  switch (field.type) {
    case 'check':
      return /^(1|true|yes|on)$/i.test(text);
    case 'number':
      return isNumber ? Number(text) : text;
    case 'price':
      return isNumber ? Math.round(Number(text) * 10 ** minorDigits(currency)) : text;
    case 'date':
      return (/^-?\d{5,}$/.test(text) && timeOfWire(text)?.toISOString().slice(0, 10)) || text;
    case 'datetime':
      return (/^-?\d{5,}$/.test(text) && timeOfWire(text)?.toISOString()) || text;
    case 'dropdown':
      return optionOf(field, text);
    case 'list':
      return listOf(field, text);
    case 'parent':
    case 'user':
      return text === '0' ? null : isNumber ? Number(text) : text;
    default:
      return text;
  }
}

const optionOf = (field: FieldShape, text: string): number | string | null => {
  if (text === '0' && !field.options.some(({ id }) => id === 0)) return null;
  const known = field.options.find(({ id, label }) => String(id) === text || label.toLowerCase() === text.toLowerCase());
  return known ? known.id : text;
};

function listOf(field: FieldShape, text: string): number[] | string {
  const parts = text
    .split(/\*\/\*|,/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const ids = parts.map((part) => optionOf(field, part));
  return ids.every((id) => typeof id === 'number') ? ids : text;
}
