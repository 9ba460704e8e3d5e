import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { recomputeField } from './computed/recompute-field.ts';
import { lockSources, settingsOfField } from './computed/settings-of-field.ts';
import { objectShape, objectShapes, structureChanged } from './object-shapes.ts';
import { insertField } from './queries/structure.ts';
import {
  FIRST_OWN_FIELD,
  keyFor,
  nextOptions,
  refuseFieldSettings,
  refuseLabel,
  refuseTooManyFields,
  type OptionInput,
} from './rules/structure.ts';
import { isComputed } from './rules/computed.ts';
import type { FieldSettings, FieldType, ObjectShape } from './schema.ts';

export interface NewField {
  objectId: number;
  label: string;
  type: FieldType;
  /** The object's first section when left out. */
  sectionId?: number | undefined;
  options?: readonly OptionInput[] | undefined;
  /** Of which object the records are that a parent field points to. */
  parentObjectId?: number | undefined;
  /** What a formula, a roll-up, a relation or a related field is made of. */
  settings?: FieldSettings | undefined;
  isRequired?: boolean | undefined;
  isUnique?: boolean | undefined;
  sortable?: boolean | undefined;
  help?: string | undefined;
  /** Whether the product alone writes it. */
  isReadOnly?: boolean | undefined;
}

/**
 * Adds a field to an object, of a relation also the field that shows it from the other side. Gives its id. Refuses a label that is taken,
 * settings its type cannot have, and more than 500 fields. A formula or roll-up is worked out for the records there are in the background.
 */
export async function createField(db: AccountDb, actor: Actor, ids: NextIds, field: NewField): Promise<number> {
  const { objectId, label, type } = field;
  await lockSources(db, objectId, { type, settings: field.settings ?? {} });
  refuseFieldSettings({
    label,
    type,
    isUnique: field.isUnique ?? false,
    sortable: field.sortable ?? false,
    isRequired: field.isRequired ?? false,
  });
  await refuseParent(db, field);
  const settings = await settingsOfField(db, objectId, { label, type, settings: field.settings ?? {} });
  if (type === 'relation') return createRelation(db, actor, ids, { ...field, settings });
  return insert(db, actor, ids, { ...field, settings });
}

/** Both sides of a relation, each naming the other. */
async function createRelation(db: AccountDb, actor: Actor, ids: NextIds, field: NewField & { settings: FieldSettings }): Promise<number> {
  const otherObject = field.settings.objectId!;
  const label = field.settings.otherLabel!;
  const id = FIRST_OWN_FIELD - 1 + (await ids(`field:${field.objectId}`, 1));
  const inverseFieldId = FIRST_OWN_FIELD - 1 + (await ids(`field:${otherObject}`, 1));
  const { objectId } = field;
  await insert(db, actor, ids, { ...field, id, settings: { objectId: otherObject, inverseFieldId } });
  await insert(db, actor, ids, {
    objectId: otherObject,
    label,
    type: 'relation',
    id: inverseFieldId,
    settings: { objectId, inverseFieldId: id },
  });
  return id;
}

async function insert(db: AccountDb, actor: Actor, ids: NextIds, field: NewField & { id?: number }): Promise<number> {
  const shape = await objectShape(db, field.objectId);
  const { label, type, isRequired = false, isUnique = false, sortable = false, help = '', settings = {} } = field;
  refuseTooManyFields(shape);
  refuseLabel(shape, label);
  const sectionId = sectionFor(shape, field.sectionId);
  const id = field.id ?? FIRST_OWN_FIELD - 1 + (await ids(`field:${shape.id}`, 1));
  const key = keyFor(
    label,
    shape.fields.map((known) => known.key),
    'field',
  );
  await insertField(db, shape.id, {
    id,
    key,
    label: label.trim(),
    type,
    sectionId,
    position: Math.max(-1, ...shape.fields.filter((known) => known.sectionId === sectionId).map(({ position }) => position)) + 1,
    options: type === 'dropdown' || type === 'list' ? nextOptions([], field.options ?? []) : [],
    parentObjectId: type === 'parent' ? field.parentObjectId! : null,
    settings,
    isRequired,
    isUnique,
    isReadOnly: field.isReadOnly === true || isComputed({ type }) || type === 'related',
    sortable,
    help,
  });
  await structureChanged(db);
  const data = { objectId: shape.id, made: key };
  const causeId = await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id }, data });
  if (isComputed({ type })) await recomputeField(db, { objectId: shape.id, fieldId: id, causeId, quiet: true });
  return id;
}

function sectionFor(shape: ObjectShape, asked: number | undefined): number {
  const section = asked === undefined ? shape.sections[0] : shape.sections.find(({ id }) => id === asked);
  if (!section) throw invalid('sectionId', `${shape.singular} has no such section. Choose another.`);
  return section.id;
}

async function refuseParent(db: AccountDb, { type, parentObjectId }: NewField): Promise<void> {
  if (type !== 'parent') return;
  if (!(await objectShapes(db)).some(({ id }) => id === parentObjectId)) {
    throw invalid('parentObjectId', 'Choose the object whose records the field points to.');
  }
}
