import { circleAt, isComputed, pointsTo } from './computed.ts';
import { storedType } from './format-value.ts';
import { lookIn } from './formula/look.ts';
import { readFormula } from './formula/read.ts';
import { formulaByIds, referencesIn } from './formula/references.ts';
import { LIMITS, type FieldSettings, type FieldShape, type FieldType, type ObjectShape, type ResultType } from './shape.ts';

/** A field as it is asked for, of a type that is made of something. */
export interface FieldDraft {
  label: string;
  type: FieldType;
  settings: FieldSettings;
  /** Undefined of one that is new. */
  id?: number;
}

/** Its settings as they are kept, or what is wrong with them and where. */
export type SettledSettings = { settings: FieldSettings } | { problem: string; at: keyof FieldSettings };

const wrong = (at: keyof FieldSettings, problem: string): SettledSettings => ({ at, problem });
/** In place of the id that a new field does not have yet. */
const NEW = -1;

/** What a field's settings come to: names made ids, what can be concluded filled in, everything else left out. */
export function settleSettings(draft: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]): SettledSettings {
  const settled = SETTLED[draft.type]?.(draft, object, objects) ?? { settings: {} };
  if ('problem' in settled || !isComputed(draft)) return settled;
  const others = object.fields.filter((field) => isComputed(field) && field.id !== draft.id);
  if (others.length >= LIMITS.computedFields)
    return wrong('expression', `An object may have at most ${LIMITS.computedFields} formulas and roll-ups.`);
  return circleIn(draft, settled.settings, object, objects) ?? settled;
}

type Settle = (draft: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]) => SettledSettings;

const SETTLED: Readonly<Partial<Record<FieldType, Settle>>> = {
  formula: settleFormula,
  rollup: settleRollup,
  related: settleRelated,
  relation: settleRelation,
};

function settleFormula({ label, settings, id }: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]): SettledSettings {
  const { result = 'text', isName = false } = settings;
  const expression = formulaByIds(settings.expression ?? '', object, objects);
  const read = readFormula(expression, result, lookIn(object, objects));
  if ('problem' in read) return wrong('expression', read.problem);
  if (!isName) return { settings: { expression, result } };
  if (result !== 'text') return wrong('result', 'A name is a text. Let the formula give one.');
  const named = object.fields.find((field) => field.id !== id && (field.columnName === 'name' || field.settings.isName));
  if (named) return wrong('isName', `${object.plural} are named by ${named.label}. Make that field a formula, instead of ${label}.`);
  return { settings: { expression, result, isName } };
}

const NUMBERS: readonly FieldType[] = ['number', 'price'];
const ORDERED: readonly FieldType[] = ['number', 'price', 'date', 'datetime'];

function settleRollup({ settings }: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]): SettledSettings {
  const child = objects.find(({ id }) => id === settings.objectId);
  if (!child) return wrong('objectId', 'Choose the object whose records are rolled up.');
  const via = child.fields.find(({ id }) => id === settings.fieldId);
  if (!via || !pointsTo(via, object)) return wrong('fieldId', `Choose the field of ${child.plural} that points to ${object.plural}.`);
  const { function: made } = settings;
  if (!made) return wrong('function', 'Choose what is made of the records: count, sum, average, min, max or median.');
  const base = { objectId: child.id, fieldId: via.id, function: made };
  if (made === 'count') return { settings: { ...base, ofFieldId: null, result: 'number' } };
  const of = child.fields.find(({ id }) => id === settings.ofFieldId);
  const fitting = made === 'min' || made === 'max' ? ORDERED : NUMBERS;
  if (!of || of.columnName !== null || !fitting.includes(storedType(of))) {
    const kinds = fitting === ORDERED ? 'a number, a price or a date' : 'a number or a price';
    return wrong('ofFieldId', `Choose a field of ${child.plural} that is ${kinds}.`);
  }
  return { settings: { ...base, ofFieldId: of.id, result: storedType(of) as ResultType } };
}

function settleRelated({ settings }: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]): SettledSettings {
  const pointing = object.fields.find(({ id, type }) => id === settings.parentFieldId && type === 'parent');
  const parent = objects.find(({ id }) => id === pointing?.parentObjectId);
  if (!pointing || !parent) return wrong('parentFieldId', `Choose the field of ${object.plural} that points to the related record.`);
  const field = parent.fields.find(({ id }) => id === settings.fieldId);
  if (!field || field.type === 'related' || field.type === 'relation')
    return wrong('fieldId', `Choose a field of ${parent.plural} to show.`);
  return { settings: { parentFieldId: pointing.id, fieldId: field.id } };
}

function settleRelation({ settings }: FieldDraft, object: ObjectShape, objects: readonly ObjectShape[]): SettledSettings {
  const other = objects.find(({ id }) => id === settings.objectId);
  if (!other) return wrong('objectId', 'Choose the object whose records are related.');
  const otherLabel = (settings.otherLabel ?? object.plural).trim().slice(0, LIMITS.label);
  const { inverseFieldId } = settings;
  return { settings: { objectId: other.id, otherLabel, ...(inverseFieldId === undefined ? {} : { inverseFieldId }) } };
}

/** Whether the field would be worked out from itself, were it kept like this. */
function circleIn(
  draft: FieldDraft,
  settings: FieldSettings,
  object: ObjectShape,
  objects: readonly ObjectShape[],
): SettledSettings | undefined {
  const id = draft.id ?? NEW;
  const present = object.fields.find((field) => field.id === draft.id);
  const field: FieldShape = { ...(present ?? blankField(object, id)), type: draft.type, label: draft.label, settings };
  const fields = [...object.fields.filter((other) => other.id !== id), field];
  const circle = circleAt(
    objects.map((other) => (other.id === object.id ? { ...object, fields } : other)),
    { objectId: object.id, fieldId: id },
  );
  if (!circle) return undefined;
  const names = [...circle, circle[0]!].map(({ label }) => label).join(' ← ');
  return wrong(
    draft.type === 'formula' ? 'expression' : 'ofFieldId',
    `${draft.label} would be worked out from itself: ${names}. Leave one of them out.`,
  );
}

const blankField = (object: ObjectShape, id: number): FieldShape => ({
  id,
  key: '',
  label: '',
  type: 'text',
  sectionId: object.sections[0]?.id ?? 0,
  position: 0,
  columnName: null,
  options: [],
  parentObjectId: null,
  settings: {},
  isRequired: false,
  isUnique: false,
  isReadOnly: false,
  sortable: false,
  sortableSince: null,
  computedSince: null,
  help: '',
  deletedAt: null,
});

/** The objects whose records a field is worked out or shown from, its own first of all. */
export function objectsOf(
  { type, settings }: Pick<FieldDraft, 'type' | 'settings'>,
  object: ObjectShape,
  objects: readonly ObjectShape[],
): number[] {
  const through =
    type === 'formula'
      ? referencesIn(formulaByIds(settings.expression ?? '', object, objects)).flatMap((reference) => {
          const id = reference.through ?? reference.fieldId;
          return object.fields.find((field) => field.id === id)?.parentObjectId ?? [];
        })
      : [settings.objectId ?? []].flat();
  return [...new Set([object.id, ...through])].sort((one, other) => one - other);
}
