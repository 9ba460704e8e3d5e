import { objectShapes, visibleFields, type FieldShape, type ObjectShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { unkeptFields } from '../records/unkept-fields.ts';
import { notFound } from '../refusal.ts';
import { FIRST_OWN_OBJECT, OBJECT_TYPES, type ObjectType } from '../rules/object-types.ts';
import { numberOf, textOf } from '../rules/parameters.ts';
import { fieldsOfType, wireFieldOf, type WireField } from '../rules/type-fields.ts';
import { isCompanyOfContact, wireName, wireType } from '../rules/wire-values.ts';

/** Every type with its fields, or the one asked for; own objects too, which is how clients find them. */
export async function meta(call: CompatibleCall): Promise<Answer> {
  const asked = numberOf(call.parameters, 'objectID');
  const isByName = textOf(call.parameters, 'format')?.toLowerCase() === 'byname';
  const types = [...OBJECT_TYPES, ...call.ownTypes].filter(({ id }) => asked === undefined || id === asked);
  if (types.length === 0) throw notFound();
  const fields = await fieldsOfTypes(call);
  const told = types.map((type) => [type, { name: type.name, fields: fields.get(type.id) ?? fieldsOfType(type.id) }] as const);
  return {
    data: Object.fromEntries(
      told.map(([type, { name, fields: own }]) =>
        isByName ? [name, { id: String(type.id), fields: own }] : [String(type.id), { name, fields: own }],
      ),
    ),
  };
}

async function fieldsOfTypes({ db, viewer }: CompatibleCall): Promise<Map<number, Record<string, WireField>>> {
  const shapes = (await objectShapes(db)).filter(({ id }) => viewer.on(id).view !== 'none');
  return new Map(
    shapes.map((shape) => [
      shape.id,
      {
        ...ALWAYS,
        ...(shape.person ? OF_PEOPLE : {}),
        ...unkeptFields(shape.id),
        ...Object.fromEntries(visibleFields(viewer, shape).map((field) => [wireName(field), wireField(shape, field)])),
      },
    ]),
  );
}

const wireField = (shape: ObjectShape, field: FieldShape): WireField => ({
  alias: field.label,
  type: isCompanyOfContact(shape, field) ? 'text' : wireType(field.type),
  required: field.isRequired ? '1' : '0',
  unique: field.isUnique ? '1' : '0',
  editable: field.isReadOnly ? '0' : '1',
  deletable: field.id >= 1000 ? '1' : '0',
  ...(field.type === 'parent' && !isCompanyOfContact(shape, field) && field.parentObjectId !== null
    ? { parent_object: String(field.parentObjectId) }
    : {}),
  ...(field.type === 'dropdown' || field.type === 'list'
    ? { options: Object.fromEntries(field.options.filter(({ archived }) => !archived).map(({ id, label }) => [String(id), label])) }
    : {}),
});

const ALWAYS: Readonly<Record<string, WireField>> = {
  id: wireFieldOf('ID', 'numeric'),
  unique_id: wireFieldOf('Unique ID', 'text'),
  owner: wireFieldOf('Owner', 'numeric', { isEditable: true }),
  date: wireFieldOf('Date Added', 'timestamp'),
  dlm: wireFieldOf('Date Modified', 'timestamp'),
  dla: wireFieldOf('Last Activity', 'timestamp'),
  import_id: wireFieldOf('Import', 'numeric'),
  contact_cat: wireFieldOf('Tags', 'subscription', { isEditable: true }),
  updateSequence: wireFieldOf('Sequences', 'subscription', { isEditable: true }),
  updateCampaign: wireFieldOf('Automations', 'subscription', { isEditable: true }),
};
const OF_PEOPLE: Readonly<Record<string, WireField>> = {
  fn: wireFieldOf('Name', 'mergefield'),
  bulk_mail: wireFieldOf('Bulk Email Status', 'numeric', { isEditable: true }),
  bulk_sms: wireFieldOf('Bulk SMS Status', 'numeric', { isEditable: true }),
};

/** The account's own objects, as types. */
export async function ownTypesOf(call: Pick<CompatibleCall, 'db' | 'viewer'>): Promise<ObjectType[]> {
  const shapes = await objectShapes(call.db);
  return shapes
    .filter(({ id }) => id >= FIRST_OWN_OBJECT && call.viewer.on(id).view !== 'none')
    .map(({ id, singular, plural }) => ({ id, name: singular, singular: pathName(singular), plural: pathName(plural), idField: 'id' }));
}

const pathName = (name: string): string => name.replaceAll(/\s+/g, '');
