import { Temporal } from 'temporal-polyfill';
import { accountSettings, type AccountSettings } from '../accounts/index.ts';
import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { eachValue, type EachValue } from './each-value.ts';
import { fieldOfShape, objectShape } from './object-shapes.ts';
import { added, changeSource, constantSource, eachSource, excluded, included, lockRecords, multiplied, shifted } from './queries/sets.ts';
import { rejectionSentence } from './refuse-rejected.ts';
import { fieldChangeProblem, type FieldChange } from './rules/field-change.ts';
import { parseValue } from './rules/parse-value.ts';
import type { FieldShape, Value } from './schema.ts';
import { writeRecords } from './write-records.ts';

export interface FieldChangeOfSet {
  objectId: number;
  recordIds: readonly number[];
  fieldId: number;
  change: FieldChange;
  causeIds?: readonly (number | null)[];
}

export interface FieldChanged {
  updated: number;
  /** Records whose field could not be changed, with a sentence each. */
  failed: ReadonlyMap<number, string>;
}

/** Changes one field of a set of records alike, in a handful of statements. Refuses `invalid_input` what the field cannot take. */
export async function changeFieldOfRecords(db: AccountDb, actor: Actor, set: FieldChangeOfSet): Promise<FieldChanged> {
  const { objectId, fieldId, change } = set;
  const shape = await objectShape(db, objectId);
  const field = fieldOfShape(shape, fieldId);
  const settings = await accountSettings(db);
  const problem = fieldChangeProblem(field, change, settings);
  if (problem) throw invalid('change', problem);
  const each = await ofEach(db, field, set);
  const source = each ? eachSource(fieldId, each.values) : await sourceOf(db, field, set, settings);
  const { updated, rejected } = await writeRecords(db, actor, { objectId, source, columns: ['cause_id'], fieldIds: [fieldId] });
  return {
    updated,
    failed: new Map([...(each?.failed ?? []), ...rejected.map((row) => [row.id, rejectionSentence(shape, row)] as const)]),
  };
}

/** What each record gets by itself, of changes that read other fields; undefined of the others. */
async function ofEach(db: AccountDb, field: FieldShape, set: FieldChangeOfSet): Promise<EachValue | undefined> {
  const { change } = set;
  if (change.how !== 'copy' && change.how !== 'fill' && change.how !== 'calculate') return undefined;
  await lockRecords(db, set.objectId, set.recordIds);
  return eachValue(db, field, { ...set, change });
}

async function sourceOf(db: AccountDb, field: FieldShape, set: FieldChangeOfSet, settings: AccountSettings): Promise<Sql> {
  const { objectId, recordIds, causeIds, change } = set;
  const constant = (value: Value): Sql => constantSource(recordIds, causeIds, { [field.id]: value });
  const worked = workedOut(field, change);
  if (worked) {
    await lockRecords(db, objectId, recordIds);
    return changeSource(db, set, worked);
  }
  if (change.how === 'clear') return constant(null);
  if (change.how === 'from_now') return constant(fromNow(field, db.now, change, settings.timeZone));
  const parsed = change.how === 'set' ? parseValue(field, change.value, settings) : { value: null };
  return constant('value' in parsed ? parsed.value : null);
}

/** A change that depends on what each record has in the field itself, as SQL about its row `r`. */
function workedOut(field: FieldShape, change: FieldChange): Sql | undefined {
  switch (change.how) {
    case 'add':
      return added(field, change.amount);
    case 'multiply':
      return multiplied(field, change.by);
    case 'shift':
      return shifted(field, change.amount, change.unit);
    case 'include':
      return included(field, change.options);
    case 'exclude':
      return excluded(field, change.options);
    default:
      return undefined;
  }
}

function fromNow(field: FieldShape, now: Date, { amount, unit }: { amount: number; unit: string }, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .add({ [unit]: amount });
  return field.type === 'date' ? at.toPlainDate().toString() : at.toInstant().toString({ smallestUnit: 'millisecond' });
}
