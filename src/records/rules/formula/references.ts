import type { AddressPart, FieldShape, ObjectShape } from '../shape.ts';
import { ADDRESS_PARTS } from '../shape.ts';

/** What a formula names in braces, by ids: `{12}`, `{7.3}` of the record that parent field 7 points to, `{9.city}` a part of an address. */
export interface Reference {
  /** `NAME_OF_RECORD` for the name, whatever it is made of. */
  fieldId: number;
  /** The parent field through which it is read; undefined of the record's own fields. */
  through?: number;
  part?: AddressPart;
}

/** In place of a field's id: the name of the record. */
export const NAME_OF_RECORD = 0;

/** What stands between braces and between quotes; a brace within quotes is text. */
const PIECES = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\{([^{}]*)\}/g;

/** Replaces each reference of an expression by what `replace` makes of what stands between its braces. */
export function replaceReferences(expression: string, replace: (inner: string) => string): string {
  return expression.replace(PIECES, (whole, inner: string | undefined) => (inner === undefined ? whole : replace(inner.trim())));
}

const BY_IDS = /^(?:(\d+)\.)?(\d+)(?:\.([a-z]\w*))?$/;

/** A reference by ids; undefined where it is by labels, or none. */
export function referenceOf(inner: string): Reference | undefined {
  const [, through, fieldId, part] = BY_IDS.exec(inner) ?? [];
  if (fieldId === undefined || (part !== undefined && !(ADDRESS_PARTS as readonly string[]).includes(part))) return undefined;
  return {
    fieldId: Number(fieldId),
    ...(through === undefined ? {} : { through: Number(through) }),
    ...(part === undefined ? {} : { part: part as AddressPart }),
  };
}

/** A reference as an expression keeps it, between its braces. */
export const referenceText = ({ through, fieldId, part }: Reference): string =>
  [through, fieldId, part].filter((piece) => piece !== undefined).join('.');

/** The references of an expression by ids, each once. */
export function referencesIn(expression: string): Reference[] {
  const found = new Map<string, Reference>();
  replaceReferences(expression, (inner) => {
    const reference = referenceOf(inner);
    if (reference) found.set(referenceText(reference), reference);
    return '';
  });
  return [...found.values()];
}

type Objects = readonly ObjectShape[];

/** An expression as a person reads and writes it: `{Value} * {Company.Employees}`. What no longer exists keeps its ids. */
export function formulaText(expression: string, object: ObjectShape, objects: Objects): string {
  return replaceReferences(expression, (inner) => {
    const reference = referenceOf(inner);
    const text = reference && labelled(reference, object, objects);
    const known = text !== undefined && sameReference(fromLabels(text, object, objects), reference);
    return `{${known ? text : inner}}`;
  });
}

/** What a person wrote, with the fields by their ids, as it is kept. What names no field stays as it is. */
export function formulaByIds(text: string, object: ObjectShape, objects: Objects): string {
  return replaceReferences(text, (inner) => {
    const reference = fromLabels(inner, object, objects);
    return `{${reference ? referenceText(reference) : inner}}`;
  });
}

function labelled({ through, fieldId, part }: Reference, object: ObjectShape, objects: Objects): string | undefined {
  const pointing = through === undefined ? undefined : object.fields.find(({ id }) => id === through);
  const owner = through === undefined ? object : objects.find(({ id }) => id === pointing?.parentObjectId);
  const field = owner?.fields.find(({ id }) => id === fieldId);
  if (!field || /[{}]/.test(field.label)) return undefined;
  return [pointing?.label, field.label, part].filter((piece) => piece !== undefined).join('.');
}

/** A reference by labels, whatever their case: of the object's own fields first, then of its parents'. Ids are taken too. */
function fromLabels(inner: string, object: ObjectShape, objects: Objects): Reference | undefined {
  const own = ofObject(inner, object);
  if (own) return own;
  for (let dot = inner.indexOf('.'); dot !== -1; dot = inner.indexOf('.', dot + 1)) {
    const pointing = byLabel(object, inner.slice(0, dot));
    const parent = pointing?.type === 'parent' ? objects.find(({ id }) => id === pointing.parentObjectId) : undefined;
    const field = parent && ofObject(inner.slice(dot + 1), parent);
    if (field) return { ...field, through: pointing!.id };
  }
  return referenceOf(inner);
}

function ofObject(text: string, object: ObjectShape): Reference | undefined {
  const field = byLabel(object, text);
  if (field) return { fieldId: field.id };
  const dot = text.lastIndexOf('.');
  const part = text
    .slice(dot + 1)
    .trim()
    .toLowerCase();
  const address = dot === -1 ? undefined : byLabel(object, text.slice(0, dot));
  return address?.type === 'address' && (ADDRESS_PARTS as readonly string[]).includes(part)
    ? { fieldId: address.id, part: part as AddressPart }
    : undefined;
}

const byLabel = (object: ObjectShape, label: string): FieldShape | undefined =>
  object.fields.find((field) => field.label.toLowerCase() === label.trim().toLowerCase());

const sameReference = (one: Reference | undefined, other: Reference | undefined): boolean =>
  one !== undefined && other !== undefined && referenceText(one) === referenceText(other);
