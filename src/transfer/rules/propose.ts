import type { FieldShape, ObjectShape } from '../../records/index.ts';
import type { Target } from '../schema.ts';
import { contactFieldNamed, headerKey, meansTags, optOutNamed } from './synonyms.ts';

export interface Column {
  name: string;
  /** Cells of the first rows. */
  samples: readonly string[];
}

export interface Proposal {
  target: Target;
  because: 'header' | 'values' | 'none';
}

/**
 * What each column would become: the field its header names (label, key or another program's word for it), else the one its values have
 * the shape of. No field is proposed twice; what is recognised by nothing is skipped, for a person to decide.
 */
export function proposeMapping(shape: ObjectShape, columns: readonly Column[], hasHeader: boolean): Proposal[] {
  const free = new Set(shape.fields.filter((field) => canTake(field)).map(({ id }) => id));
  const named = columns.map((column) => (hasHeader ? byHeader(shape, column, free) : undefined));
  return columns.map((column, at) => {
    const target = named[at];
    if (target) return { target, because: 'header' };
    const seen = byValues(shape, column, free);
    return seen ? { target: seen, because: 'values' } : { target: { to: 'skip' }, because: 'none' };
  });
}

/** A field a file may fill: people write these; a relation names a record by its number. */
export const canTake = (field: FieldShape): boolean => !field.isReadOnly && field.deletedAt === null && field.type !== 'parent';

function byHeader(shape: ObjectShape, { name, samples }: Column, free: Set<number>): Target | undefined {
  const key = headerKey(name);
  if (key === '') return undefined;
  const fields = shape.fields.filter(({ id }) => free.has(id));
  const own = fields.find((field) => headerKey(field.label) === key) ?? fields.find((field) => headerKey(field.key) === key);
  const synonym = shape.person ? fields.find(({ id }) => id === contactFieldNamed(name)) : undefined;
  const field = own ?? synonym;
  if (shape.person) {
    const optOut = optOutNamed(name);
    if (optOut && (!field || looksLikePermission(samples))) return optOut;
  }
  if (field) {
    free.delete(field.id);
    return { to: 'field', fieldId: field.id };
  }
  return meansTags(name) ? { to: 'tags' } : undefined;
}

/** A column named like a field (“Status”) whose cells say who may be written to. */
const looksLikePermission = (samples: readonly string[]): boolean =>
  samples.some((cell) => /^(un)?subscribed$|^cleaned$|^opt(ed)?[ -]?(in|out)$/i.test(cell.trim()));

const SHAPES: readonly (readonly [FieldShape['type'], RegExp])[] = [
  ['email', /^[^\s@"<>]+@[^\s@]+\.[^\s@]{2,}$/],
  ['url', /^(https?:\/\/|www\.)\S+$/i],
];

function byValues(shape: ObjectShape, { samples }: Column, free: Set<number>): Target | undefined {
  const filled = samples.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return undefined;
  for (const [type, pattern] of SHAPES) {
    if (filled.filter((cell) => pattern.test(cell)).length < filled.length * 0.8) continue;
    const field = shape.fields.find((each) => each.type === type && free.has(each.id));
    if (!field) return undefined;
    free.delete(field.id);
    return { to: 'field', fieldId: field.id };
  }
  return undefined;
}

/** The type a new field for these cells would have; text unless nearly all of them say otherwise. */
export function guessType(samples: readonly string[]): FieldShape['type'] {
  const filled = samples.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return 'text';
  for (const [type, pattern] of GUESSES) if (filled.every((cell) => pattern.test(cell))) return type;
  return filled.some((cell) => cell.length > 250 || cell.includes('\n')) ? 'longtext' : 'text';
}

const GUESSES: readonly (readonly [FieldShape['type'], RegExp])[] = [
  ['email', /^[^\s@"<>]+@[^\s@]+\.[^\s@]{2,}$/],
  ['url', /^https?:\/\/\S+$/i],
  ['datetime', /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/],
  ['date', /^(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})$/],
  ['check', /^(yes|no|true|false)$/i],
  ['phone', /^\+\d[\d\s().-]{6,}$/],
  ['number', /^-?(0|[1-9]\d{0,14})([.,]\d+)?$/],
];
