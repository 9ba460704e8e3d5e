import {
  CONTACT,
  createField,
  createSection,
  deleteField,
  deleteSection,
  describeSection,
  objectShape,
  updateField,
  type FieldShape,
  type FieldType,
  type ObjectShape,
  type SectionShape,
} from '../../../records/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, notFound, Refusal } from '../refusal.ts';
import { isSet, numberOf, textOf, textsOf, type Parameters } from '../rules/parameters.ts';
import { wireName, wireType } from '../rules/wire-values.ts';

const COLUMNS = 3;
const FIRST_OWN_FIELD = 1000;

const TYPES: Readonly<Record<string, FieldType>> = {
  text: 'text',
  longtext: 'longtext',
  email: 'email',
  phone: 'phone',
  sms: 'sms',
  address: 'text',
  country: 'country',
  state: 'state',
  url: 'url',
  numeric: 'number',
  price: 'price',
  check: 'check',
  drop: 'dropdown',
  list: 'list',
  fulldate: 'date',
  timestamp: 'datetime',
  image: 'image',
  file: 'file',
  parent: 'parent',
};

/** An object's sections with their fields, in three columns as calls know them; of one section, or of one field, that alone. */
export async function readFields({ parameters }: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  const name = textOf(parameters, 'field');
  if (name !== undefined) return { data: wireField(fieldNamed(shape, name)) };
  const section = textOf(parameters, 'section');
  if (section !== undefined) return { data: wireSection(shape, sectionNamed(shape, section)) };
  return { data: Object.fromEntries(shape.sections.map((one) => [String(one.id), wireSection(shape, one)])) };
}

/** Adds fields to the section of a name, which is made when there is none. */
export async function createFields(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  requireRight(call);
  const { db, actor, ids, parameters } = call;
  const name = textOf(parameters, 'name')?.trim();
  if (!name) throw missing('name');
  const known = shape.sections.find((section) => isNamed(section.name, name));
  const sectionId = known?.id ?? (await createSection(db, actor, ids, { objectId: shape.id, name }));
  await describe(call, shape, sectionId);
  const success: Record<string, string> = {};
  for (const wanted of fieldsIn(parameters.fields)) Object.assign(success, await addField(call, { objectId: shape.id, sectionId }, wanted));
  return { data: { success, error: [] } };
}

/** Makes a field as a call describes it; gives its name and what it is called. */
async function addField(
  call: CompatibleCall,
  place: { objectId: number; sectionId: number },
  wanted: Parameters,
): Promise<Record<string, string>> {
  const label = textOf(wanted, 'alias')?.trim() ?? '';
  const type = typeIn(wanted);
  const options = [...optionsIn(wanted, 'add'), ...optionsIn(wanted, 'replace')];
  const id = await createField(call.db, call.actor, call.ids, {
    ...place,
    label,
    type,
    isRequired: isSet(wanted, 'required'),
    isUnique: isSet(wanted, 'unique'),
    ...(type === 'parent' ? { parentObjectId: numberOf(wanted, 'parent_object') ?? CONTACT } : {}),
    ...(type === 'dropdown' || type === 'list' ? { options: options.map((one) => ({ label: one })) } : {}),
  });
  return { [`f${id}`]: label };
}

/**
 * Changes fields that a call names by field, number or label: what they are called, whether they must be given, their options. A label that no field has
 * is made into one.
 */
export async function updateFields(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  requireRight(call);
  const { parameters } = call;
  const success: Record<string, string> = {};
  const name = textOf(parameters, 'name')?.trim();
  const section = name ? sectionNamed(shape, name) : undefined;
  for (const wanted of fieldsIn(parameters.fields)) {
    const field = fieldMeant(shape, wanted);
    if (!field && !section) throw missing('field');
    const place = { objectId: shape.id, sectionId: section?.id ?? field!.sectionId };
    Object.assign(success, field ? await changeField(call, { place, field }, wanted) : await addField(call, place, wanted));
  }
  if (section) await describe(call, shape, section.id);
  const description = textOf(parameters, 'description');
  return { data: { success: { ...success, ...(description === undefined ? {} : { description }) } } };
}

async function changeField(
  { db, actor }: CompatibleCall,
  { place, field }: { place: { objectId: number; sectionId: number }; field: FieldShape },
  wanted: Parameters,
): Promise<Record<string, string>> {
  const type = typeAfter(field, wanted);
  const label = textOf(wanted, 'alias')?.trim();
  const options = optionsAfter(field, wanted);
  await updateField(db, actor, {
    objectId: place.objectId,
    id: field.id,
    ...(label ? { label } : {}),
    ...(type === field.type ? {} : { type }),
    ...(place.sectionId === field.sectionId ? {} : { sectionId: place.sectionId }),
    ...('required' in wanted ? { isRequired: isSet(wanted, 'required') } : {}),
    ...('unique' in wanted ? { isUnique: isSet(wanted, 'unique') } : {}),
    ...(options ? { options } : {}),
  });
  return { [wireName(field)]: label ?? field.label };
}

async function describe({ db, actor, parameters }: CompatibleCall, shape: ObjectShape, id: number): Promise<void> {
  const description = textOf(parameters, 'description');
  if (description !== undefined) await describeSection(db, actor, { objectId: shape.id, id, description });
}

function typeIn(wanted: Parameters): FieldType {
  const asked = textOf(wanted, 'type')?.trim().toLowerCase() ?? '';
  const type = Object.hasOwn(TYPES, asked) ? TYPES[asked] : undefined;
  if (!type) throw new Refusal(400, `There is no field type “${asked}”.`);
  return type;
}

/** The type a field has from now on: a text may become a long text, all others keep theirs. */
function typeAfter(field: FieldShape, wanted: Parameters): FieldType {
  const asked = textOf(wanted, 'type')?.trim().toLowerCase();
  if (asked === undefined || asked === wireType(field.type) || typeIn(wanted) === field.type) return field.type;
  if (field.type === 'text' && asked === 'longtext') return 'longtext';
  throw new Refusal(400, `The type of ${field.label} stays as it is. Make another field.`);
}

/** Deletes a field, whose values are kept for thirty days, or a section that is empty. */
export async function deleteFields(call: CompatibleCall, shape: ObjectShape): Promise<Answer> {
  requireRight(call);
  const { db, actor, parameters } = call;
  const name = textOf(parameters, 'field');
  const section = textOf(parameters, 'section');
  if (name !== undefined) await deleteField(db, actor, { objectId: shape.id, id: fieldNamed(shape, name).id });
  else if (section !== undefined) await deleteWhole(call, shape, sectionNamed(shape, section));
  else throw missing('field');
  return { data: 'Deleted' };
}

async function deleteWhole({ db, actor }: CompatibleCall, shape: ObjectShape, section: SectionShape): Promise<void> {
  const own = shape.fields.filter(({ sectionId }) => sectionId === section.id);
  if (own.some(({ id }) => id < FIRST_OWN_FIELD))
    throw new Refusal(400, 'This section holds fields that every account has. Nothing was deleted.');
  for (const { id } of own) await deleteField(db, actor, { objectId: shape.id, id });
  await deleteSection(db, actor, { objectId: (await objectShape(db, shape.id)).id, id: section.id });
}

function requireRight({ viewer }: CompatibleCall): void {
  if (!viewer.can('fields.manage')) throw new Refusal(403, 'Your role may not change fields.');
}

const isNamed = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

function fieldNamed(shape: ObjectShape, name: string): FieldShape {
  const field = shape.fields.find((one) => wireName(one) === name || isNamed(one.label, name) || String(one.id) === name);
  if (!field) throw notFound();
  return field;
}

/** The field a description speaks of: by name or number, or else by its label. */
function fieldMeant(shape: ObjectShape, wanted: Parameters): FieldShape | undefined {
  const name = textOf(wanted, 'field') ?? textOf(wanted, 'id');
  if (name !== undefined) return fieldNamed(shape, name);
  return shape.fields.find(({ label }) => isNamed(label, textOf(wanted, 'alias') ?? ''));
}

function sectionNamed(shape: ObjectShape, name: string): SectionShape {
  const section = shape.sections.find((one) => isNamed(one.name, name));
  if (!section) throw notFound();
  return section;
}

/** The fields of a call: in columns, or one after the other. */
const fieldsIn = (given: unknown): Parameters[] =>
  (Array.isArray(given) ? given : Object.values(typeof given === 'object' && given !== null ? given : {}))
    .flat()
    .filter((one): one is Parameters => typeof one === 'object' && one !== null);

const optionsIn = (wanted: Parameters, how: string): string[] => textsOf((wanted.options ?? {}) as Parameters, how);

/** A field's options once some were added, removed or replaced; undefined where the call says nothing of them, or sends them back. */
function optionsAfter(field: FieldShape, wanted: Parameters): { id?: number; label: string }[] | undefined {
  if (typeof wanted.options !== 'object' || wanted.options === null) return undefined;
  if (!['add', 'remove', 'replace'].some((how) => how in (wanted.options as object))) return undefined;
  const known = field.options.filter(({ archived }) => !archived).map(({ id, label }) => ({ id, label }));
  const replaced = optionsIn(wanted, 'replace');
  if (replaced.length > 0) return replaced.map((label) => known.find((one) => isNamed(one.label, label)) ?? { label });
  const removed = optionsIn(wanted, 'remove');
  const kept = known.filter(({ label }) => !removed.some((one) => isNamed(one, label)));
  return [
    ...kept,
    ...optionsIn(wanted, 'add')
      .filter((label) => !kept.some((one) => isNamed(one.label, label)))
      .map((label) => ({ label })),
  ];
}

const wireSection = (shape: ObjectShape, section: SectionShape) => {
  const own = shape.fields.filter(({ sectionId }) => sectionId === section.id).map(wireField);
  return {
    id: section.id,
    name: section.name,
    description: section.description || null,
    fields: Array.from({ length: COLUMNS }, (_, column) => own.filter((_field, index) => index % COLUMNS === column)),
  };
};

const wireField = (field: FieldShape) => ({
  id: field.id,
  alias: field.label,
  field: wireName(field),
  type: wireType(field.type),
  required: Number(field.isRequired),
  unique: Number(field.isUnique),
  editable: Number(!field.isReadOnly),
  deletable: Number(field.id >= FIRST_OWN_FIELD),
  // Clients read it of every field and count it: an empty list where there is nothing to choose.
  options:
    field.type === 'dropdown' || field.type === 'list'
      ? Object.fromEntries(field.options.filter(({ archived }) => !archived).map(({ id, label }) => [String(id), label]))
      : [],
});
