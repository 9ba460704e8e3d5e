import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import { fillTexts } from './fill-texts.ts';
import { fieldOfShape, objectShape, objectShapes } from './object-shapes.ts';
import { amongIds, formulaResults } from './queries/computed-values.ts';
import { recordsByIds } from './queries/records.ts';
import { computationOf } from './rules/computed.ts';
import type { FieldChange } from './rules/field-change.ts';
import { formatValue, resultFor } from './rules/format-value.ts';
import { lookIn } from './rules/formula/look.ts';
import { readFormula } from './rules/formula/read.ts';
import { parseValue, type ParseContext } from './rules/parse-value.ts';
import type { FieldShape, Value } from './schema.ts';

export type ChangeOfEach = Extract<FieldChange, { how: 'copy' | 'fill' | 'calculate' }>;

export interface EachValue {
  values: { id: number; value: Value; causeId: number | null }[];
  failed: ReadonlyMap<number, string>;
}

interface Asked {
  objectId: number;
  recordIds: readonly number[];
  causeIds?: readonly (number | null)[];
  change: ChangeOfEach;
}

/** What a field of each record of a set gets from the record's other fields, and why some cannot get it. */
export async function eachValue(db: AccountDb, field: FieldShape, asked: Asked): Promise<EachValue> {
  const context = await accountSettings(db);
  const given = await valuesOf(db, field, asked);
  const causes = new Map(asked.recordIds.map((id, place) => [id, asked.causeIds?.[place] ?? null]));
  const values: EachValue['values'] = [];
  const failed = new Map<number, string>();
  for (const [id, one] of given) {
    const parsed = 'stored' in one ? { value: one.stored } : parseValue(field, one.text, context);
    if ('problem' in parsed) failed.set(id, parsed.problem);
    else if (parsed.value === null && field.isRequired) failed.set(id, `${field.label} is required, and there is nothing to put there.`);
    else values.push({ id, value: parsed.value, causeId: causes.get(id) ?? null });
  }
  return { values, failed };
}

/** A value ready to be stored, or a text to be read as if it had been typed. */
type Given = { stored: Value } | { text: string };

async function valuesOf(db: AccountDb, field: FieldShape, { change, ...set }: Asked): Promise<Map<number, Given>> {
  if (change.how === 'calculate') return calculated(db, field, set, change.formula);
  if (change.how === 'copy') return copied(db, field, set, change.fromFieldId);
  const filled = await fillTexts(db, { ...set, texts: [change.text] });
  return new Map(set.recordIds.map((id) => [id, { text: filled?.get(id)?.[0] ?? change.text }]));
}

type SetOfRecords = Pick<Asked, 'objectId' | 'recordIds'>;

async function calculated(
  db: AccountDb,
  field: FieldShape,
  { objectId, recordIds }: SetOfRecords,
  expression: string,
): Promise<Map<number, Given>> {
  const shape = await objectShape(db, objectId);
  const objects = await objectShapes(db);
  const result = resultFor(field)!;
  const read = readFormula(expression, result, lookIn(shape, objects));
  if ('problem' in read) throw invalid('change', read.problem);
  const terms = await accountSettings(db);
  const rows = await formulaResults(db, {
    computing: { shape, objects, computation: computationOf(objects), rollsUp: false, terms },
    formula: read.formula,
    fieldId: undefined,
    result,
    reach: amongIds(recordIds),
    limit: recordIds.length,
  });
  return new Map(rows.map(({ id, value }) => [id, { stored: value }]));
}

/** The value of the other field: as it is stored where both are alike, else as a person reads it. */
async function copied(
  db: AccountDb,
  field: FieldShape,
  { objectId, recordIds }: SetOfRecords,
  fromFieldId: number,
): Promise<Map<number, Given>> {
  const from = fieldOfShape(await objectShape(db, objectId), fromFieldId);
  const context: Partial<ParseContext> = await accountSettings(db);
  const records = await recordsByIds(db, objectId, recordIds);
  const isAlike = from.type === field.type && from.options.length === 0 && from.parentObjectId === field.parentObjectId;
  return new Map(
    records.map((record) => {
      const stored = record.values[from.id] ?? (from.columnName === null ? null : (record[from.columnName] as Value));
      return [record.id, isAlike ? { stored: stored ?? null } : { text: formatValue(from, stored ?? null, context) }];
    }),
  );
}
