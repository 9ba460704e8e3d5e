import type { Target } from '../schema.ts';
import { cellReader } from './cell-readers.ts';
import type { CsvRecord } from './csv.ts';
import { headerKey } from './header-key.ts';
import { worse } from './permission-words.ts';
import type { RefusedRow, RowPlan, TakenRow } from './rows.ts';

/**
 * Makes the reader of one file's rows: takes a record apart by the plan, and gives it with its values, or refused with one sentence that
 * names the column and the cell. A blank cell says nothing, or takes the value away where the plan says so.
 */
export function rowReader(plan: RowPlan, columns: readonly string[]): (record: CsvRecord) => TakenRow | RefusedRow {
  const cells = plan.mapping.flatMap((target, at) => {
    const read = cellReader(target, at, plan, columns[at] ?? '');
    return read ? [{ at, read, clears: plan.blanks === 'write' ? clearedBy(target, plan) : undefined }] : [];
  });
  const required = requiredFields(plan);
  const width = columns.length;
  return (record) => {
    const broken = brokenShape(record, width, plan.shortRows);
    if (broken) return { row: record.row, raw: record.raw, reason: `Row ${record.row} ${broken}.` };
    const taken = emptyRow(record, plan);
    let filled = 0;
    for (const { at, read, clears } of cells) {
      const cell = record.cells[at];
      if (cell === undefined || cell === '') {
        if (clears !== undefined && !taken.changes.has(clears)) taken.changes.set(clears, null);
        continue;
      }
      const problem = read(cell, taken);
      if (problem)
        return { row: record.row, raw: record.raw, reason: `Row ${record.row}, column “${columns[at]}”: ${problem}`, column: at };
      filled++;
    }
    if (filled === 0 || !saysAnything(taken))
      return { row: record.row, raw: record.raw, reason: `Row ${record.row} has nothing in any column that is imported.` };
    const missing = required.find(({ id, columns: from }) => taken.changes.get(id) == null && !from.some((at) => taken.parents.has(at)));
    if (missing) taken.createProblem = `Row ${record.row} has no ${missing.label}, which every new record needs.`;
    return taken;
  };
}

const saysAnything = ({ changes, parents, keys, notes }: TakenRow): boolean =>
  changes.size > 0 || parents.size > 0 || notes.length > 0 || keys.some((key) => key !== null);

const requiredFields = ({ fields, mapping }: RowPlan) =>
  fields
    .filter(({ isRequired }) => isRequired)
    .map(({ id, label }) => ({
      id,
      label,
      columns: mapping.flatMap((target, at) => (target.to === 'parent' && target.fieldId === id ? [at] : [])),
    }));

/** The field that a blank cell of the column empties: none that every record needs, or that rows find their records by. */
function clearedBy(target: Target, { fields, match }: RowPlan): number | undefined {
  if (target.to !== 'field' && target.to !== 'parent') return undefined;
  const field = fields.find(({ id }) => id === target.fieldId);
  return field && !field.isRequired && !match.includes(field.id) ? field.id : undefined;
}

function emptyRow({ row, raw }: CsvRecord, { match, standing }: RowPlan): TakenRow {
  return {
    row,
    raw,
    keys: match.length === 1 ? [null] : match.map(() => null),
    ownKey: null,
    changes: new Map(),
    parents: new Map(),
    claims: [],
    tags: [],
    notes: [],
    ownerId: null,
    unknownOwner: null,
    emailSays: standing,
    smsSays: null,
    proof: null,
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

/** Joins a later row of the same record to an earlier one: what the later one says counts, but of permission the worse of either. */
export function joinRows(first: TakenRow, later: TakenRow): void {
  for (const [field, value] of later.changes) first.changes.set(field, value);
  for (const [column, value] of later.parents) first.parents.set(column, joined(first.parents.get(column), value));
  first.raw += `\n${later.raw}`;
  first.ownKey = later.ownKey ?? first.ownKey;
  first.tags = [...first.tags, ...later.tags];
  first.notes = [...first.notes, ...later.notes];
  first.ownerId = later.ownerId ?? first.ownerId;
  first.emailSays = worse(first.emailSays, later.emailSays);
  first.smsSays = worse(first.smsSays, later.smsSays);
  first.proof = later.proof ?? first.proof;
  first.repeats += 1 + later.repeats;
}

/** A record points to one parent, and is related with all that any row names. */
const joined = (first: string | readonly string[] | undefined, later: string | readonly string[]): string | readonly string[] =>
  typeof first === 'object' && typeof later === 'object' ? [...new Set([...first, ...later])] : later;

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
