import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { forgetShapes, objectShape, objectShapes, structureChanged } from './object-shapes.ts';
import { lockStructure } from './queries/shapes.ts';
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
import type { FieldType, ObjectShape } from './schema.ts';

export interface NewField {
  objectId: number;
  label: string;
  type: FieldType;
  /** The object's first section when left out. */
  sectionId?: number | undefined;
  options?: readonly OptionInput[] | undefined;
  /** Of which object the records are that a parent field points to. */
  parentObjectId?: number | undefined;
  isRequired?: boolean | undefined;
  isUnique?: boolean | undefined;
  sortable?: boolean | undefined;
  help?: string | undefined;
}

/** Adds a field to an object. Gives its id. Refuses a label that is taken, settings its type cannot have, and more than 500 fields. */
export async function createField(db: AccountDb, actor: Actor, ids: NextIds, field: NewField): Promise<number> {
  await lockStructure(db, field.objectId);
  forgetShapes(db);
  const shape = await objectShape(db, field.objectId);
  const { label, type, isRequired = false, isUnique = false, sortable = false, help = '' } = field;
  refuseTooManyFields(shape);
  refuseLabel(shape, label);
  refuseFieldSettings({ label, type, isUnique, sortable });
  await refuseParent(db, field);
  const sectionId = sectionFor(shape, field.sectionId);
  const id = FIRST_OWN_FIELD - 1 + (await ids(`field:${shape.id}`, 1));
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
    settings: {},
    computedSince: null,
    isRequired,
    isUnique,
    isReadOnly: false,
    sortable,
    help,
  });
  await structureChanged(db);
  await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id }, data: { objectId: shape.id, made: key } });
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
