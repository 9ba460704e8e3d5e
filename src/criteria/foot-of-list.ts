import { sql, raw, type AccountDb, type Sql } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import { compileWhich } from './ordered-list.ts';
import { footOf, type FootPart } from './queries/foot.ts';
import { limitTime } from './queries/limit-time.ts';
import { fieldOf, isHidden, type CriteriaContext } from './rules/context.ts';
import { footFunctionsOf, resultTypeOf, type FootFunction } from './rules/foot.ts';
import type { Which } from './which.ts';

const TIMES: Readonly<Record<string, string>> = { created: 'created_at', updated: 'updated_at', activity: 'last_activity_at' };

/**
 * Sums, averages, first and last over a whole list, through the viewer's eyes: `{ 'f20': 'sum' }` gives `{ 'f20': 1250000 }`, prices in minor
 * units, days and moments as texts. Columns that are gone or hidden from the viewer are left out. Refuses (`invalid_input`) what makes no sense of
 * a column's type.
 */
export async function footOfList(
  db: AccountDb,
  which: Which,
  asked: Readonly<Record<string, FootFunction>>,
): Promise<Record<string, number | string | null>> {
  const { context, criteria } = await compileWhich(db, which);
  const parts = Object.entries(asked).flatMap(([column, name]) => {
    const part = partOf(context, column, name);
    return part ? [{ column, ...part }] : [];
  });
  if (parts.length === 0) return {};
  await limitTime(db);
  const results = await footOf(db, criteria, parts);
  return Object.fromEntries(parts.map((part, place) => [part.column, read(part, results[place] ?? null)]));
}

type Part = FootPart & { isNumber: boolean };

function partOf(context: CriteriaContext, column: string, name: FootFunction): Part | undefined {
  if (Object.hasOwn(TIMES, column)) {
    refuseSenseless(column, 'datetime', name);
    return { function: name, value: raw(`r.${TIMES[column]}`), isNumber: name === 'filled' };
  }
  const field = fieldOf(context, Number(/^f(\d{1,9})$/.exec(column)?.[1] ?? 0));
  if (!field || isHidden(context, field)) return undefined;
  const type = resultTypeOf(field);
  refuseSenseless(field.label, type, name);
  const isNumeric = type === 'number' || type === 'price';
  const value =
    field.columnName === null ? valueOf(field.id, isNumeric ? 'numeric' : 'text') : sql`nullif(${raw(`r.${field.columnName}`)}, '')`;
  return { function: name, value, isNumber: isNumeric || name === 'filled' };
}

/** Blank is: no key, null, an empty text, a text of spaces, an empty list. Days and moments sort as texts, in any collation of digits. */
const valueOf = (id: number, type: 'numeric' | 'text'): Sql =>
  type === 'numeric'
    ? sql`(r.values ->> ${String(id)}::text)::numeric`
    : sql`nullif(nullif(btrim(r.values ->> ${String(id)}::text), ''), '[]') collate "C"`;

function refuseSenseless(label: string, type: string, name: FootFunction): void {
  if (!footFunctionsOf(type).includes(name)) throw invalid('foot', `There is no ${name} of “${label}”. Choose another.`);
}

function read({ isNumber }: Part, text: string | null): number | string | null {
  if (text === null || !isNumber) return text;
  return Number(text);
}
