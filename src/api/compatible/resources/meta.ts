import { objectShapes, visibleFields, type FieldShape } from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { notFound } from '../refusal.ts';
import { FIRST_OWN_OBJECT, OBJECT_TYPES, type ObjectType } from '../rules/object-types.ts';
import { numberOf, textOf } from '../rules/parameters.ts';
import { wireName, wireType } from '../rules/wire-values.ts';

interface WireField {
  alias: string;
  type: string;
  required: string;
  unique: string;
  editable: string | null;
  deletable: string;
  parent_object?: string;
  options?: Record<string, string>;
}

/** Every type with its fields, or the one asked for; own objects too, which is how clients find them. */
export async function meta(call: CompatibleCall): Promise<Answer> {
  const asked = numberOf(call.parameters, 'objectID');
  const isByName = textOf(call.parameters, 'format')?.toLowerCase() === 'byname';
  const types = [...OBJECT_TYPES, ...call.ownTypes].filter(({ id }) => asked === undefined || id === asked);
  if (types.length === 0) throw notFound();
  const fields = await fieldsOfTypes(call);
  const told = types.map((type) => [type, { name: type.name, fields: fields.get(type.id) ?? {} }] as const);
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
        ...(shape.person ? SYSTEM_OF_PEOPLE : {}),
        ...SYSTEM,
        ...Object.fromEntries(visibleFields(viewer, shape).map((field) => [wireName(field), wireField(field)])),
      },
    ]),
  );
}

const wireField = (field: FieldShape): WireField => ({
  alias: field.label,
  type: wireType(field.type),
  required: field.isRequired ? '1' : '0',
  unique: field.isUnique ? '1' : '0',
  editable: field.isReadOnly ? '0' : '1',
  deletable: field.id >= 1000 ? '1' : '0',
  ...(field.type === 'parent' && field.parentObjectId !== null ? { parent_object: String(field.parentObjectId) } : {}),
  ...(field.type === 'dropdown' || field.type === 'list'
    ? { options: Object.fromEntries(field.options.filter(({ archived }) => !archived).map(({ id, label }) => [String(id), label])) }
    : {}),
});

const system = (alias: string, type: string, editable: string | null = '0'): WireField => ({
  alias,
  type,
  required: '0',
  unique: '0',
  editable,
  deletable: '0',
});

const SYSTEM: Readonly<Record<string, WireField>> = {
  id: system('ID', 'numeric'),
  unique_id: system('Unique ID', 'text'),
  owner: system('Owner', 'numeric', '1'),
  date: system('Date Added', 'timestamp'),
  dlm: system('Date Modified', 'timestamp'),
  dla: system('Last Activity', 'timestamp'),
  contact_cat: system('Tags', 'subscription', '1'),
};
const SYSTEM_OF_PEOPLE: Readonly<Record<string, WireField>> = {
  bulk_mail: system('Bulk Email Status', 'numeric', '1'),
  bulk_sms: system('Bulk SMS Status', 'numeric', '1'),
};

/** The account's own objects, as types. */
export async function ownTypesOf(call: Pick<CompatibleCall, 'db' | 'viewer'>): Promise<ObjectType[]> {
  const shapes = await objectShapes(call.db);
  return shapes
    .filter(({ id }) => id >= FIRST_OWN_OBJECT && call.viewer.on(id).view !== 'none')
    .map(({ id, singular, plural }) => ({ id, name: singular, singular: pathName(singular), plural: pathName(plural), idField: 'id' }));
}

const pathName = (name: string): string => name.replaceAll(/\s+/g, '');
