import { CONTACT_FIELDS as C, type FieldShape, type ObjectShape } from '../../records/index.ts';

/** What a record made from one cell begins with: the unique field it is known by, or its name; a person's is parted at the last space. */
export function valuesOfParent(parent: ObjectShape, by: 'name' | 'id' | 'key' | FieldShape, value: string): Record<number, unknown> {
  if (typeof by === 'object') return { [by.id]: by.type === 'number' ? Number(value) : value };
  const named = parent.fields.find(({ columnName }) => columnName === 'name');
  if (named) return { [named.id]: value };
  if (!parent.person) return {};
  const space = value.lastIndexOf(' ');
  return space < 1 ? { [C.firstName]: value } : { [C.firstName]: value.slice(0, space).trim(), [C.lastName]: value.slice(space + 1) };
}

/** Why no record of an object can be made from one cell; null where one can. */
export function uncreatable(parent: ObjectShape, by: 'name' | 'id' | 'key' | FieldShape): string | null {
  if (by === 'key' || by === 'id')
    return 'A record cannot be made from an id alone. Choose to reject the row, or to leave the field blank.';
  const given = Object.keys(valuesOfParent(parent, by, 'A')).map(Number);
  const lacks = parent.fields.find(({ id, isRequired }) => isRequired && !given.includes(id));
  return lacks
    ? `Every ${parent.singular.toLowerCase()} needs ${lacks.label}, which this column does not hold. Choose to reject the row.`
    : null;
}
