import type { AccountDb } from '../app/db.ts';
import { enqueueJob } from '../app/jobs.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid, Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { fieldChanged } from './events.ts';
import { recomputeField, recomputeReaders } from './computed/recompute-field.ts';
import { lockSources, settingsOfField } from './computed/settings-of-field.ts';
import { fieldOfShape, objectShape, structureChanged } from './object-shapes.ts';
import { claimForAll, unclaimForAll, updateFieldRow } from './queries/structure.ts';
import { isComputed } from './rules/computed.ts';
import { isFilledIn, nextOptions, refuseFieldSettings, refuseLabel, refuseTypeChange, type OptionInput } from './rules/structure.ts';
import type { FieldSettings, FieldShape, FieldType, ObjectShape } from './schema.ts';

export interface FieldUpdate {
  objectId: number;
  id: number;
  label?: string | undefined;
  /** A text can become a long text. */
  type?: FieldType | undefined;
  help?: string | undefined;
  sectionId?: number | undefined;
  isRequired?: boolean | undefined;
  isUnique?: boolean | undefined;
  /** Turned on, the values of the records there are get copied in the background; `sortableSince` says when that was done. */
  sortable?: boolean | undefined;
  /** All of them in order; those left out are archived. */
  options?: readonly OptionInput[] | undefined;
  /** What a formula or roll-up is made of from now on; every record's value is worked out anew in the background. */
  settings?: FieldSettings | undefined;
}

/** Changes a field. Refuses what its type or its values do not allow: `invalid_input`, `label_taken`, `values_not_unique`. */
export async function updateField(db: AccountDb, actor: Actor, update: FieldUpdate): Promise<void> {
  const { objectId, id } = update;
  const known = fieldOfShape(await objectShape(db, objectId), id);
  await lockSources(db, objectId, { type: update.type ?? known.type, settings: update.settings ?? {} });
  const shape = await objectShape(db, objectId);
  const field = fieldOfShape(shape, id);
  const next = nextField(shape, field, update);
  if (update.settings !== undefined || next.type !== field.type) await changeSettings(db, shape, field, next);
  await claim(db, shape, field, next);
  await updateFieldRow(db, objectId, id, next);
  if (next.sortable !== field.sortable) {
    const payload = { accountId: db.accountId, objectId, fieldId: id };
    await enqueueJob(db, next.sortable ? 'records.make-sortable' : 'records.drop-copies', payload);
  }
  await structureChanged(db);
  const changed = Object.keys(update).filter((name) => name !== 'objectId' && name !== 'id');
  const causeId = await recordEvent(db, actor, { kind: fieldChanged, subject: { type: 'field', id }, data: { objectId, changed } });
  if (isComputed(next) && next.settings !== field.settings) await recomputeField(db, { objectId, fieldId: id, causeId });
  if (update.options !== undefined) await recomputeReaders(db, { objectId, fieldId: id, causeId });
}

/** The other way of being worked out, or shown. What is related stays so: its links would mean nothing elsewhere. */
async function changeSettings(db: AccountDb, shape: ObjectShape, field: FieldShape, next: FieldShape): Promise<void> {
  if (field.type === 'relation')
    throw invalid('settings', `${field.label}: a relation stays between the same objects. Make a new one instead.`);
  const isName = field.columnName === 'name' && next.type === 'formula';
  const settings = { ...next.settings, ...(isName ? { isName } : {}) };
  next.settings = await settingsOfField(db, shape.id, { label: next.label, type: next.type, settings, id: field.id });
  next.isReadOnly = isComputed(next) || next.type === 'related' || (field.isReadOnly && !isComputed(field));
  if (field.settings.initial !== undefined) next.settings = { ...next.settings, initial: field.settings.initial };
}

function nextField(shape: ObjectShape, field: FieldShape, update: FieldUpdate): FieldShape {
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined)) as Partial<FieldShape>;
  const next: FieldShape = { ...field, ...given, id: field.id, label: (update.label ?? field.label).trim() };
  next.options = update.options === undefined ? field.options : nextOptions(field.options, update.options);
  if (update.options !== undefined && field.type !== 'dropdown' && field.type !== 'list') {
    throw invalid('options', `${field.label} is neither a drop-down nor a list and has no options.`);
  }
  if (!isFilledIn(next.type)) next.isRequired = update.isRequired ?? false;
  refuseLabel(shape, next.label, field.id);
  refuseTypeChange(field, next.type);
  refuseFieldSettings(next);
  if (field.columnName !== null && (next.sortable || next.isUnique !== field.isUnique)) {
    throw invalid('isUnique', `${field.label} belongs to every record; it is sortable as it is, and stays unique or not.`);
  }
  if (!shape.sections.some(({ id }) => id === next.sectionId))
    throw invalid('sectionId', `${shape.singular} has no such section. Choose another.`);
  if (next.sortable !== field.sortable) next.sortableSince = null;
  return next;
}

async function claim(db: AccountDb, shape: ObjectShape, field: FieldShape, next: FieldShape): Promise<void> {
  if (next.isUnique === field.isUnique) return;
  if (!next.isUnique) return unclaimForAll(db, shape.id, field.id);
  const doubles = await claimForAll(db, shape, field);
  if (doubles > 0) {
    throw new Problem(
      'values_not_unique',
      `${field.label} cannot be unique: ${doubles.toLocaleString('en')} ${doubles === 1 ? 'record has' : 'records have'} a value that another has too. Change them first.`,
      { fields: { isUnique: 'Some records have the same value.' } },
    );
  }
}
