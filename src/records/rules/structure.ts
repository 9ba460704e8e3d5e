import { invalid, Problem } from '../../app/kernel/problem.ts';
import { LIMITS, type FieldOption, type FieldShape, type FieldType, type ObjectShape, type OptionColor } from './shape.ts';

/** Fields that every account's objects begin with have ids below this; they can be relabelled, not deleted. */
export const FIRST_OWN_FIELD = 1000;
export const FIRST_OWN_SECTION = 100;
export const FIRST_OWN_TAB = 100;
export const FIRST_OWN_OBJECT = 10_000;

/** A parent field that is unique makes a relation of one to one. */
const UNIQUE_TYPES: readonly FieldType[] = ['text', 'email', 'phone', 'sms', 'number', 'url', 'parent'];
export const mayBeUnique = (type: FieldType): boolean => UNIQUE_TYPES.includes(type);
const RESERVED = new Set(['id', 'unique_id', 'owner', 'tags', 'created', 'updated']);

/** A key made from a label, unlike any of those taken: `Größe (cm)` gives `grosse_cm`. */
export function keyFor(label: string, taken: Iterable<string>, otherwise: string): string {
  const used = new Set([...taken, ...RESERVED]);
  const plain = label.normalize('NFKD').replace(/ß/g, 'ss').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50);
  const base = /^[a-z]/.test(words) ? words : `${otherwise}${words ? `_${words}` : ''}`;
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!used.has(key)) return key;
  }
}

/** Refuses a label that is blank, too long, or already another field's of the object. */
export function refuseLabel(shape: ObjectShape, label: string, fieldId?: number): void {
  const same = shape.fields.find((field) => field.id !== fieldId && field.label.toLowerCase() === label.trim().toLowerCase());
  if (same) throw invalid('label', `${shape.singular} already has a field “${same.label}”. Choose another label.`, 'label_taken');
}

export function refuseTooManyFields(shape: ObjectShape): void {
  if (shape.fields.length >= LIMITS.fieldsOfObject) {
    throw new Problem('too_many_fields', `An object may have at most ${LIMITS.fieldsOfObject} fields. Delete one that is not used.`);
  }
}

/** Why no list can be sorted by a field of such a type. */
const UNSORTABLE: Readonly<Partial<Record<FieldShape['type'], string>>> = {
  list: 'a list holds several values',
  relation: 'a relation holds several records',
  related: 'its values stand in other records',
  address: 'an address has several parts',
  image: 'an image has no order',
  file: 'a file has no order',
};

/** Whether somebody writes values of the type into a record. */
export const isFilledIn = (type: FieldType): boolean => !['formula', 'rollup', 'related', 'relation'].includes(type);

/** Refuses what a field of this type cannot be. */
export function refuseFieldSettings(field: Pick<FieldShape, 'label' | 'type' | 'isUnique' | 'sortable' | 'isRequired'>): void {
  if (field.isRequired && !isFilledIn(field.type)) {
    throw invalid('isRequired', `${field.label} is not filled in by anybody and cannot be required.`);
  }
  if (field.isUnique && !mayBeUnique(field.type)) {
    throw invalid('isUnique', `${field.label}: only texts, numbers, addresses, telephone numbers and other records can be unique.`);
  }
  const unsortable = field.sortable ? UNSORTABLE[field.type] : undefined;
  if (unsortable) throw invalid('sortable', `${field.label}: ${unsortable} and cannot be sorted by.`);
}

export interface OptionInput {
  id?: number | undefined;
  label: string;
  color?: OptionColor | undefined;
  archived?: boolean | undefined;
}

/** A field's options as they shall be, in order: new ones are numbered, those left out are archived. Refuses labels twice or too many. */
export function nextOptions(current: readonly FieldOption[], wanted: readonly OptionInput[]): FieldOption[] {
  const labels = new Set<string>();
  let highest = Math.max(0, ...current.map(({ id }) => id));
  const next = wanted.map((option, index): FieldOption => {
    const label = option.label.trim();
    if (labels.has(label.toLowerCase())) throw invalid(`options.${index}`, `The option “${label}” is there twice. Keep one of them.`);
    labels.add(label.toLowerCase());
    if (option.id !== undefined && !current.some(({ id }) => id === option.id)) {
      throw invalid(`options.${index}`, `The field has no option ${option.id}. Leave the id out to add one.`);
    }
    return {
      id: option.id ?? ++highest,
      label,
      ...(option.color ? { color: option.color } : {}),
      ...(option.archived ? { archived: true } : {}),
    };
  });
  const gone = next.findIndex(({ id }) => current.some((option) => option.id === id && option.removed));
  if (gone >= 0) throw invalid(`options.${gone}`, `The option “${next[gone]!.label}” was taken away. Undo that, or add it anew.`);
  const left = current.filter(({ id }) => !next.some((option) => option.id === id)).map((option) => ({ ...option, archived: true }));
  const all = [...next, ...left];
  if (all.length > LIMITS.options) throw invalid('options', `A field may have at most ${LIMITS.options} options, archived ones included.`);
  return all;
}

/** Refuses any change of type but a text made long, and the name of an object's records made a formula and back. */
export function refuseTypeChange(field: FieldShape, type: FieldType): void {
  const isOfName = field.columnName === 'name' && [field.type, type].every((each) => each === 'text' || each === 'formula');
  if (isOfName || field.type === type || (field.type === 'text' && type === 'longtext' && field.columnName === null && !field.isUnique))
    return;
  throw invalid('type', `${field.label}: a field keeps its type; only a text can become a long text. Make a new field instead.`);
}
