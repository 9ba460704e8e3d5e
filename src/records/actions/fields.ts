import { z } from 'zod';
import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import type { Action, FieldNamed } from '../../app/kernel/domain.ts';
import { changeFieldOfRecords } from '../change-field-of-records.ts';
import { changeOwnerOfRecords } from '../change-owner-of-records.ts';
import { readTexts } from '../fill-texts.ts';
import { objectShape, objectShapes } from '../object-shapes.ts';
import { fieldChangeProblem, fieldChangeSchema, type FieldChange } from '../rules/field-change.ts';
import { resultFor } from '../rules/format-value.ts';
import { lookIn } from '../rules/formula/look.ts';
import { readFormula } from '../rules/formula/read.ts';
import { referencesIn } from '../rules/formula/references.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import { setOf, strangerProblems } from './set-of.ts';

const changeSettings = z.strictObject({ fieldId: z.int('Choose a field.').positive('Choose a field.'), change: fieldChangeSchema });
const ownerSettings = z.strictObject({ ownerId: z.int('Choose a user.').positive('Choose a user.') });

export const changeField: Action<z.infer<typeof changeSettings>> = {
  kind: 'field.change',
  canUndo: true,
  settings: changeSettings,
  async problems(db, objectId, { fieldId, change }) {
    const shape = await objectShape(db, objectId);
    const field = shape.fields.find(({ id }) => id === fieldId);
    if (!field) return ['The field to change has been deleted. Choose another.'];
    const problem = fieldChangeProblem(field, change, await accountSettings(db)) ?? (await sourceProblem(db, shape, field, change));
    return problem === undefined ? [] : [problem];
  },
  async fields(db, objectId, { fieldId, change }) {
    const shape = await objectShape(db, objectId);
    const options = optionsNamed(
      shape.fields.find(({ id }) => id === fieldId),
      change,
    );
    return [{ objectId, fieldId, optionIds: options }, ...(await fieldsRead(db, shape, change))];
  },
  async apply(db, step) {
    const { failed } = await changeFieldOfRecords(db, step.actor, { ...setOf(step), ...step.settings });
    return { failed };
  },
};

/** What is wrong with what a change reads. */
async function sourceProblem(db: AccountDb, shape: ObjectShape, field: FieldShape, change: FieldChange): Promise<string | undefined> {
  switch (change.how) {
    case 'copy':
      return shape.fields.some(({ id }) => id === change.fromFieldId)
        ? undefined
        : 'The field to copy from has been deleted. Choose another.';
    case 'calculate': {
      const read = readFormula(change.formula, resultFor(field)!, lookIn(shape, await objectShapes(db)));
      return 'problem' in read ? read.problem : undefined;
    }
    case 'fill':
      return (await readTexts(db, { objectId: shape.id, texts: [change.text] })).problem;
    default:
      return undefined;
  }
}

async function fieldsRead(db: AccountDb, shape: ObjectShape, change: FieldChange): Promise<FieldNamed[]> {
  const here = (fieldIds: readonly number[]): FieldNamed[] => fieldIds.map((fieldId) => ({ objectId: shape.id, fieldId }));
  switch (change.how) {
    case 'copy':
      return here([change.fromFieldId]);
    case 'fill':
      return here((await readTexts(db, { objectId: shape.id, texts: [change.text] })).fieldIds);
    case 'calculate':
      return referencesIn(change.formula).flatMap(({ fieldId, through }) => {
        if (through === undefined) return here([fieldId]);
        const parentId = shape.fields.find(({ id }) => id === through)?.parentObjectId;
        return parentId == null ? here([through]) : [...here([through]), { objectId: parentId, fieldId }];
      });
    default:
      return [];
  }
}

/** The options that a change names, by their ids or as they are called. */
function optionsNamed(field: FieldShape | undefined, change: FieldChange): number[] {
  if (change.how === 'include' || change.how === 'exclude') return [...change.options];
  if (change.how !== 'set' || !field) return [];
  const values = Array.isArray(change.value) ? change.value : [change.value];
  return field.options
    .filter(({ id, label }) => values.some((one) => one === id || one === String(id) || one === label))
    .map(({ id }) => id);
}

export const changeOwner: Action<z.infer<typeof ownerSettings>> = {
  kind: 'owner.change',
  canUndo: true,
  settings: ownerSettings,
  problems: (db, _, { ownerId }) => strangerProblems(db, ownerId),
  async apply(db, step) {
    await changeOwnerOfRecords(db, step.actor, { ...setOf(step), ownerId: step.settings.ownerId });
    return {};
  },
};
