import type { FieldShape, ObjectShape } from '../../records/index.ts';
import type { Target } from '../schema.ts';
import { headerKey } from './header-key.ts';
import { otherObjectOf } from './other-object.ts';
import { presetTarget, type Preset } from './presets/preset.ts';
import { contactFieldNamed, meansCompany, meansNote, meansOwner, meansTags, permissionNamed } from './synonyms.ts';
import { writtenAs } from './written-as.ts';

export interface Column {
  name: string;
  /** Cells of the first rows. */
  samples: readonly string[];
}

export interface Proposal {
  target: Target;
  because: 'header' | 'values' | 'preset' | 'none';
}

/** What is known beside the columns when they are mapped. */
export interface ProposeContext {
  hasHeader: boolean;
  preset?: Preset | undefined;
  /** What columns of a known export become that no field of the account stands for: new fields, where the importer may make them. */
  mayMakeFields?: boolean;
  /** Whether missing records of an object may be made by whoever imports. */
  mayCreate?: (objectId: number) => boolean;
}

/**
 * What each column would become: what the export it comes from is known for, or the field its header names (label, key or another
 * program's word for it), else the one its values have the shape of. No field is proposed twice; what is recognised by nothing is skipped,
 * for a person to decide.
 */
export function proposeMapping(shape: ObjectShape, columns: readonly Column[], context: ProposeContext): Proposal[] {
  const free = new Set(
    shape.fields
      .filter((field) => canTake(field) || ((field.type === 'parent' || field.type === 'relation') && field.deletedAt === null))
      .map(({ id }) => id),
  );
  const known = columns.map((column) => byPreset(shape, column, free, context));
  const named = columns.map((column, at) => known[at] ?? (context.hasHeader ? byHeader(shape, column, free) : undefined));
  const proposals = columns.map((column, at): Proposal => {
    const target = named[at];
    if (target) return { target, because: known[at] ? 'preset' : 'header' };
    const seen = byValues(shape, column, free);
    return seen ? { target: seen, because: 'values' } : { target: { to: 'skip' }, because: 'none' };
  });
  return proposals.map((proposal, at) => finished(proposal, columns[at]!, { shape, context }));
}

/** A field a file may fill by its values: people write these. */
export const canTake = (field: FieldShape): boolean => !field.isReadOnly && field.deletedAt === null && !UNFIT.has(field.type);
const UNFIT: ReadonlySet<string> = new Set(['parent', 'formula', 'rollup', 'related', 'relation', 'image', 'file']);

function byPreset(shape: ObjectShape, column: Column, free: Set<number>, { preset }: ProposeContext): Target | undefined {
  const target = preset && presetTarget(preset, shape, column.name);
  if (!target || (target.to !== 'field' && target.to !== 'parent')) return target;
  if (target.to === 'parent') return target;
  return free.delete(target.fieldId) ? target : { to: 'skip' };
}

/** Settles what depends on the cells and on who imports: how dates and numbers are written, what may be made. */
function finished(
  { target, because }: Proposal,
  column: Column,
  { shape, context }: { shape: ObjectShape; context: ProposeContext },
): Proposal {
  if (target.to === 'parent' || target.to === 'relation') {
    const field = shape.fields.find(({ id }) => id === target.fieldId);
    const objectId = (field && otherObjectOf(field)) ?? -1;
    const mayCreate = target.missing !== 'create' || objectId === shape.id || (context.mayCreate?.(objectId) ?? true);
    return {
      target: mayCreate && !(target.missing === 'create' && objectId === shape.id) ? target : { ...target, missing: 'blank' },
      because,
    };
  }
  if (target.to === 'field') {
    const field = shape.fields.find(({ id }) => id === target.fieldId);
    const written = { ...writtenAs(field?.type ?? 'text', column.samples), ...target.written };
    const { newOptions, ...plain } = target;
    const mayAdd = newOptions && context.mayMakeFields;
    return { target: { ...plain, ...(mayAdd ? { newOptions } : {}), ...(Object.keys(written).length > 0 ? { written } : {}) }, because };
  }
  const isUnknown = because === 'none' && context.preset !== undefined && context.hasHeader;
  if (!isUnknown && target.to !== 'new') return { target, because };
  if (!context.mayMakeFields || column.samples.every((cell) => cell.trim() === '')) return { target: { to: 'skip' }, because };
  return { target: newField(shape, column, target), because: context.preset ? 'preset' : because };
}

function newField(shape: ObjectShape, column: Column, target: Target): Target {
  const { label, type } = target.to === 'new' ? target : { label: column.name.slice(0, 80), type: guessType(column.samples) };
  const same = shape.fields.find((field) => headerKey(field.label) === headerKey(label));
  if (same) return canTake(same) && same.type === type ? { to: 'field', fieldId: same.id } : { to: 'skip' };
  const written = writtenAs(type, column.samples);
  return { to: 'new', label, type: type as 'text', ...(Object.keys(written).length > 0 ? { written } : {}) };
}

function byHeader(shape: ObjectShape, { name, samples }: Column, free: Set<number>): Target | undefined {
  const key = headerKey(name);
  if (key === '') return undefined;
  const fields = shape.fields.filter(({ id }) => free.has(id));
  const own = fields.find((field) => headerKey(field.label) === key) ?? fields.find((field) => headerKey(field.key) === key);
  const synonym = shape.person ? fields.find(({ id }) => id === contactFieldNamed(name)) : undefined;
  const company = meansCompany(name) ? fields.find(({ type, key: named }) => type === 'parent' && named === 'company') : undefined;
  const field = own ?? synonym ?? company;
  if (shape.person) {
    const said = permissionNamed(name);
    if (said && (!field || looksLikePermission(samples))) return said;
  }
  if (field) {
    free.delete(field.id);
    if (field.type === 'relation')
      return { to: 'relation', fieldId: field.id, by: 'name', separator: ';', missing: 'create', several: 'reject' };
    if (field.type !== 'parent') return { to: 'field', fieldId: field.id };
    return { to: 'parent', fieldId: field.id, by: 'name', missing: 'create', several: 'reject' };
  }
  if (meansTags(name)) return { to: 'tags' };
  if (meansNote(name)) return { to: 'note' };
  return meansOwner(name) ? { to: 'owner' } : undefined;
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
  if (looksLikeOptions(filled)) return 'dropdown';
  return filled.some((cell) => cell.length > 250 || cell.includes('\n')) ? 'longtext' : 'text';
}

/** Few values that come again and again are a choice. */
function looksLikeOptions(filled: readonly string[]): boolean {
  const different = new Set(filled);
  return filled.length >= 20 && different.size <= 12 && [...different].every((cell) => cell.length <= 40);
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
