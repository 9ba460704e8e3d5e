import type { FieldShape, FieldType, ObjectShape } from '../shape.ts';
import { storedType } from '../format-value.ts';
import { NAME_OF_RECORD, type Reference } from './references.ts';
import type { Known, Look } from './read.ts';
import { typeOfResult, type FormulaType } from './tree.ts';

const TYPE_OF: Readonly<Partial<Record<FieldType, FormulaType>>> = {
  text: 'text',
  longtext: 'text',
  email: 'text',
  phone: 'text',
  sms: 'text',
  country: 'text',
  state: 'text',
  url: 'text',
  dropdown: 'text',
  number: 'number',
  price: 'number',
  date: 'date',
  datetime: 'datetime',
  check: 'check',
};

/** How the fields of an object and of its parents can stand in its formulas. */
export function lookIn(object: ObjectShape, objects: readonly ObjectShape[]): Look {
  return (reference) => {
    if (reference.through === undefined) return own(object, reference);
    const pointing = object.fields.find(({ id }) => id === reference.through);
    const parent = pointing?.type === 'parent' ? objects.find(({ id }) => id === pointing.parentObjectId) : undefined;
    if (!pointing || !parent) return gone(reference);
    if (reference.fieldId === NAME_OF_RECORD) return { type: 'text', name: pointing.label, reference };
    return ofParent(pointing, parent, reference);
  };
}

function own(object: ObjectShape, reference: Reference): Known {
  const field = object.fields.find(({ id }) => id === reference.fieldId);
  if (!field) return gone(reference);
  if (field.type === 'parent') {
    return { type: 'text', name: field.label, reference: { through: field.id, fieldId: NAME_OF_RECORD } };
  }
  return ofField(field, field.label, reference);
}

function ofParent(pointing: FieldShape, parent: ObjectShape, reference: Reference): Known {
  const field = parent.fields.find(({ id }) => id === reference.fieldId);
  if (!field) return gone(reference);
  const name = `${pointing.label}.${field.label}`;
  if (field.type === 'parent' || field.type === 'related') {
    return { problem: `${name} lies two records away. Make a formula of it in ${parent.plural}, and use that.` };
  }
  return ofField(field, name, reference);
}

function ofField(field: FieldShape, name: string, reference: Reference): Known {
  if (field.type === 'address') {
    return reference.part
      ? { type: 'text', name: `${name}.${reference.part}`, reference }
      : { problem: `Name a part of ${name}, such as {${name}.city}.` };
  }
  if (field.type === 'related') {
    const { parentFieldId, fieldId } = field.settings;
    return { problem: `${name} is shown from a related record. Name its field there, such as {${parentFieldId}.${fieldId}}.` };
  }
  if (field.type === 'relation') return { problem: `${name} is many records. Make a roll-up of them, and use that.` };
  const type =
    field.type === 'formula' || field.type === 'rollup' ? typeOfResult(field.settings.result ?? 'text') : TYPE_OF[storedType(field)];
  return type === undefined
    ? { problem: `${name} is nothing a formula can work with. Use texts, numbers, prices, dates and check boxes.` }
    : { type, name, reference };
}

const gone = ({ fieldId, through }: Reference): Known => ({
  problem: `The formula names a field that is not there (${[through, fieldId].filter((id) => id !== undefined).join('.')}). Choose another.`,
});
