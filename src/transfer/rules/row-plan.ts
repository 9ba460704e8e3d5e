import { parseValue, type FieldShape, type Value, type ValueContext } from '../../records/index.ts';
import type { Target } from '../schema.ts';
import type { CsvRecord } from './csv.ts';
import { saysOptedOut } from './opt-out.ts';
import { headerKey } from './synonyms.ts';

/** Everything that turns one record of a file into values, fixed for the whole run. */
export interface RowPlan {
  /** What each column becomes; no `new` among them, as those fields exist by now. */
  mapping: readonly Target[];
  fields: readonly FieldShape[];
  matchFieldId: number | null;
  context: ValueContext;
  shortRows: 'reject' | 'fill';
}

/** A row as it goes on to the merge. Its text is kept as it stood, for the list of rejects. */
export interface TakenRow {
  row: number;
  raw: string;
  /** What the row finds its record by. */
  key: string | null;
  /** Validated values by field id. */
  changes: Map<number, Value>;
  /** The other unique values in it, as `field:value`. */
  claims: readonly string[];
  tags: readonly string[];
  emailOptOut: boolean;
  smsOptOut: boolean;
  createProblem: string | null;
  /** Rows of the file that speak of the same record and have become part of this one. */
  repeats: number;
}

export interface RefusedRow {
  row: number;
  raw: string;
  reason: string;
}

type ReadCell = (cell: string, row: TakenRow) => string | undefined;

/**
 * Makes the reader of one file's rows: takes a record apart by the plan, and gives it with its values, or refused with one sentence that
 * names the column and the cell. Blank cells say nothing: they neither clear a value nor fill one.
 */
export function rowReader(plan: RowPlan, columns: readonly string[]): (record: CsvRecord) => TakenRow | RefusedRow {
  const cells = plan.mapping.flatMap((target, at) => {
    const read = cellReader(target, plan, columns[at] ?? '');
    return read ? [{ at, read }] : [];
  });
  const required = plan.fields.filter(({ isRequired }) => isRequired);
  const width = columns.length;
  return (record) => {
    const broken = brokenShape(record, width, plan.shortRows);
    if (broken) return { row: record.row, raw: record.raw, reason: `Row ${record.row} ${broken}.` };
    const taken = emptyRow(record);
    for (const { at, read } of cells) {
      const cell = record.cells[at];
      if (cell === undefined || cell === '') continue;
      const problem = read(cell, taken);
      if (problem) return { row: record.row, raw: record.raw, reason: `Row ${record.row}, column “${columns[at]}”: ${problem}` };
    }
    if (taken.changes.size === 0)
      return { row: record.row, raw: record.raw, reason: `Row ${record.row} has nothing in any column that is imported.` };
    const missing = required.find(({ id }) => !taken.changes.has(id));
    if (missing) taken.createProblem = `Row ${record.row} has no ${missing.label}, which every new record needs.`;
    return taken;
  };
}

function emptyRow({ row, raw }: CsvRecord): TakenRow {
  return {
    row,
    raw,
    key: null,
    changes: new Map(),
    claims: [],
    tags: [],
    emailOptOut: false,
    smsOptOut: false,
    createProblem: null,
    repeats: 0,
  };
}

function brokenShape({ cells, raw, problem }: CsvRecord, width: number, shortRows: 'reject' | 'fill'): string | undefined {
  if (problem) return problem;
  if (raw.includes('\0')) return 'holds the character NUL; remove it';
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
    return `has ${cells.length} cells, and the file has ${width} columns: a cell with the separator in it must stand in quotes`;
  }
  if (cells.length < width && shortRows === 'reject') {
    return `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, and the file has ${width} columns`;
  }
  return undefined;
}

function cellReader(target: Target, plan: RowPlan, column: string): ReadCell | undefined {
  if (target.to === 'field') {
    const field = plan.fields.find(({ id }) => id === target.fieldId);
    return field && fieldReader(field, plan);
  }
  if (target.to === 'tags') return (cell, row) => readTags(cell, row, column);
  if (target.to === 'opt-out') {
    const { channel, says } = target;
    return (cell, row) => {
      if (saysOptedOut(cell, says)) row[channel === 'email' ? 'emailOptOut' : 'smsOptOut'] = true;
      return undefined;
    };
  }
  return undefined;
}

function fieldReader(field: FieldShape, { context, matchFieldId }: RowPlan): ReadCell {
  return (cell, row) => {
    const read = parseValue(field, unguarded(cell), context);
    if ('problem' in read) return read.problem;
    if (read.value === null) return undefined;
    row.changes.set(field.id, read.value);
    if (!field.isUnique) return undefined;
    if (field.id === matchFieldId) row.key = String(read.value);
    else row.claims = [...row.claims, `${field.id}:${comparable(String(read.value))}`];
    return undefined;
  };
}

/** The apostrophe our own export puts before what a spreadsheet would run comes off again. */
const unguarded = (cell: string): string => (cell.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** As unique values are compared. */
export const comparable = (value: string): string => value.trim().slice(0, 200).toLowerCase();

function readTags(cell: string, row: TakenRow, column: string): string | undefined {
  const names = cell
    .split(/[;,|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const long = names.find((name) => name.length > 100);
  if (long) return `the tag “${long.slice(0, 30)}…” in “${column}” is longer than 100 characters.`;
  row.tags = [...row.tags, ...names];
  return undefined;
}

/** Joins a later row of the same record to an earlier one: what the later one says counts, and an opt-out of either. */
export function joinRows(first: TakenRow, later: TakenRow): void {
  for (const [field, value] of later.changes) first.changes.set(field, value);
  first.raw += `\n${later.raw}`;
  first.tags = [...first.tags, ...later.tags];
  first.emailOptOut ||= later.emailOptOut;
  first.smsOptOut ||= later.smsOptOut;
  first.repeats += 1 + later.repeats;
}

/** The columns' names, made tellable apart and never empty: a second “Phone” becomes “Phone (2)”. */
export function columnNames(header: readonly string[] | undefined, width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const name = header?.[at]?.trim().slice(0, 200) || `Column ${at + 1}`;
    const times = (seen.get(headerKey(name)) ?? 0) + 1;
    seen.set(headerKey(name), times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
