import { accountSettings } from '../../accounts/index.ts';
import type { AccountDb } from '../../app/db.ts';
import { invalid, Problem } from '../../app/kernel/problem.ts';
import { holdersOfValues } from '../queries/rows.ts';
import { fieldNamed } from '../rules/chosen-fields.ts';
import { parseValue } from '../rules/parse-value.ts';
import { visibleFields } from '../rules/rights.ts';
import type { FieldShape, ObjectShape } from '../schema.ts';
import type { RowsToWrite, RowToWrite } from './write-rows.ts';

interface Place {
  place: number;
  row: RowToWrite;
}

/** A row with the id of the record it is about; without one, it is to be made. */
export interface MatchedRow extends Place {
  id?: number;
  refusal?: Problem;
}

/** Which records rows are about: by their ids, or by a unique field of theirs. Refuses `invalid_input` a `by` that is no such field. */
export async function matchRows(
  db: AccountDb,
  { mode, by, viewer }: RowsToWrite,
  shape: ObjectShape,
  rows: readonly Place[],
): Promise<MatchedRow[]> {
  if (mode === 'create') return [...rows];
  if (mode === 'update') {
    return rows.map((one) =>
      one.row.id === undefined ? { ...one, refusal: invalid('id', 'Name the record by its id.') } : { ...one, id: one.row.id },
    );
  }
  return matchByValue(db, shape, rows, uniqueField(shape, visibleFields(viewer, shape), by));
}

function uniqueField(shape: ObjectShape, visible: readonly FieldShape[], by: string | undefined): FieldShape {
  const field = by === undefined ? undefined : fieldNamed(visible, by);
  if (by !== undefined && !field) throw invalid('by', `${shape.plural} have no field “${by.slice(0, 60)}”. Check its name.`);
  if (field?.isUnique) return field;
  const names = visible.filter(({ isUnique }) => isUnique).map(({ key }) => key);
  throw invalid('by', `Name a unique field to match by${names.length > 0 ? `: ${names.join(', ')}` : '; there is none yet'}.`);
}

async function matchByValue(db: AccountDb, shape: ObjectShape, rows: readonly Place[], field: FieldShape): Promise<MatchedRow[]> {
  const context = await accountSettings(db);
  const values = rows.map(({ row }) => {
    const raw = row.fields[field.key] ?? row.fields[String(field.id)] ?? null;
    const parsed = parseValue(field, raw, context);
    return 'value' in parsed && parsed.value !== null ? String(parsed.value) : null;
  });
  const holders = await holdersOfValues(db, { objectId: shape.id, field, values });
  const seen = new Set<string>();
  return rows.map((one, at) => {
    const { key, record_id } = holders[at]!;
    if (key === null) return { ...one, ...missing(one, field) };
    if (seen.has(key)) return { ...one, refusal: repeated(field) };
    seen.add(key);
    return record_id === null ? one : { ...one, id: record_id };
  });
}

/** A value that is none is told when the row is read, where it is one; a blank one cannot be matched by. */
const missing = ({ row }: Place, field: FieldShape): { refusal?: Problem } => {
  const raw = row.fields[field.key] ?? row.fields[String(field.id)] ?? '';
  return raw === '' ? { refusal: invalid(field.key, `Give ${field.label}: rows are matched by it.`) } : {};
};

const repeated = (field: FieldShape): Problem =>
  new Problem('row_repeated', `Another row of this call has the same ${field.label}. Put the two together.`, {
    fields: { [field.key]: `Another row of this call has the same ${field.label}.` },
  });
