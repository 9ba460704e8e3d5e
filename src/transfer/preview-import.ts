import type { AccountDb } from '../app/db.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { notFound } from '../app/kernel/problem.ts';
import { objectShape } from '../records/index.ts';
import type { ImportRow } from './queries/imports.ts';
import { partOfFile } from './queries/parts.ts';
import { decodeText } from './reading/decode-text.ts';
import { CsvReader, type CsvRecord } from './rules/csv.ts';
import { guessType, proposeMapping, type Column } from './rules/propose.ts';
import { mayWrite } from './rules/may-write.ts';
import type { ImportPreview } from './schema.ts';

const ROWS_SHOWN = 20;
/** So many rows are looked at to guess what a column holds. */
const ROWS_WEIGHED = 500;
const CELL_SHOWN = 300;

/** The first rows of an import's file and what each column would become. Refuses with `not_found` once the file is gone. */
export async function previewImport(db: AccountDb, viewer: Viewer, imported: ImportRow): Promise<ImportPreview> {
  const bytes = await partOfFile(db, imported.id, 0);
  if (!bytes) throw notFound('file');
  const shape = await objectShape(db, imported.object_id);
  const rights = viewer.on(shape.id);
  const records = firstRows(bytes, imported);
  const columns: Column[] = imported.columns.map((name, at) => ({ name, samples: records.map(({ cells }) => cells[at] ?? '') }));
  const writable = { ...shape, fields: shape.fields.filter((field) => mayWrite(field, rights)) };
  const proposals = proposeMapping(writable, columns, imported.reading.hasHeader);
  return {
    columns: columns.map(({ name, samples }, at) => ({
      name,
      samples: [...new Set(samples.map((cell) => cell.trim()).filter((cell) => cell !== ''))].slice(0, 3).map(shown),
      proposal: proposals[at]!.target,
      because: proposals[at]!.because,
      newFieldType: guessType(samples),
    })),
    rows: records.slice(0, ROWS_SHOWN).map(({ row, cells, problem }) => ({
      row,
      cells: cells.slice(0, columns.length).map(shown),
      ...(problem ? { problem: `Row ${row} ${problem}.` } : {}),
    })),
  };
}

function firstRows(bytes: Uint8Array, { reading }: ImportRow): CsvRecord[] {
  const decoding = decodeText(reading.encoding);
  const csv = new CsvReader(reading);
  const skipped = (reading.hasHeader ? 1 : 0) + (reading.separatorLine ? 1 : 0);
  const records = csv.push(decoding.write(bytes));
  const whole = records.length <= skipped ? [...records, ...csv.push(decoding.end()), ...csv.end()] : records;
  return whole.slice(skipped, skipped + ROWS_WEIGHED);
}

const shown = (cell: string): string => (cell.length > CELL_SHOWN ? `${cell.slice(0, CELL_SHOWN)}…` : cell).replaceAll('\0', '\u{fffd}');
