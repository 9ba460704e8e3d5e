import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { decodeText } from './reading/decode-text.ts';
import { partOfFile } from './queries/parts.ts';
import type { StoredReading } from './queries/imports.ts';
import { COLUMN_LIMIT, detectShape } from './rules/csv-shape.ts';
import { CsvReader, type CsvRecord } from './rules/csv.ts';
import { columnNames } from './rules/row-plan.ts';
import type { Encoding, Reading } from './schema.ts';

export interface InspectedFile {
  reading: StoredReading;
  columns: string[];
  /** Rows with content below the header. */
  rowCount: number;
}

export interface UploadedFile {
  accountId: number;
  importId: number;
  encoding: Encoding;
  /** What somebody chose; the rest is detected. */
  chosen?: Partial<Reading>;
}

/**
 * Looks at all of an uploaded file once: what separates its cells, which columns it has, how many rows. Refuses a file that is no table
 * (`empty_file`, `no_rows`, `too_many_columns`) and one with a quote that is never closed (`unclosed_quote`), naming the line: everything
 * behind it would be taken for one cell.
 */
export async function inspectFile(database: Database, file: UploadedFile): Promise<InspectedFile> {
  let reading: StoredReading | undefined;
  let csv: CsvReader | undefined;
  let first: CsvRecord | undefined;
  let records = 0;
  const count = (found: readonly CsvRecord[]): void => {
    const rows = reading!.separatorLine && records === 0 && !first ? found.slice(1) : found;
    first ??= rows[0];
    records += rows.length;
  };
  for await (const text of textOf(database, file)) {
    if (!csv) {
      reading = readingOf(text, file);
      csv = new CsvReader(reading);
    }
    count(csv.push(text));
  }
  if (!csv || !reading) throw emptyFile();
  count(csv.end());
  refuseUnclosed(csv.unclosedLine);
  if (!first) throw emptyFile();
  const rowCount = records - (reading.hasHeader ? 1 : 0);
  if (rowCount < 1) throw new Problem('no_rows', 'The file has a header and no rows below it. Upload a file with at least one row.');
  return { reading, columns: columnsOf(first, reading.hasHeader), rowCount };
}

function columnsOf(first: CsvRecord, hasHeader: boolean): string[] {
  const width = first.cells.length;
  if (width > COLUMN_LIMIT) {
    throw new Problem(
      'too_many_columns',
      `The file has ${width.toLocaleString('en')} columns; at most ${COLUMN_LIMIT.toLocaleString('en')} can be read. Take out what is not needed.`,
    );
  }
  return columnNames(hasHeader ? first.cells : undefined, width);
}

function readingOf(text: string, { encoding, chosen }: UploadedFile): StoredReading {
  const shape = detectShape(text.slice(0, 256 * 1024));
  return {
    encoding,
    delimiter: chosen?.delimiter ?? shape.delimiter,
    hasHeader: chosen?.hasHeader ?? shape.hasHeader,
    shortRows: chosen?.shortRows ?? 'reject',
    newline: shape.newline,
    separatorLine: shape.separatorLine,
  };
}

function refuseUnclosed(line: number | undefined): void {
  if (line === undefined) return;
  throw new Problem(
    'unclosed_quote',
    `A quote is opened on line ${line} of the file and never closed, so that all rows behind it would be one cell. Close it, and upload the file again.`,
  );
}

const emptyFile = (): Problem => new Problem('empty_file', 'The file is empty. Upload a CSV file with a header and at least one row.');

async function* textOf(database: Database, { accountId, importId, encoding }: UploadedFile): AsyncGenerator<string> {
  const decoding = decodeText(encoding);
  for (let part = 0; ; part++) {
    const bytes = await database.account(accountId, (db) => partOfFile(db, importId, part));
    const text = bytes ? decoding.write(bytes) : decoding.end();
    if (text !== '') yield text;
    if (!bytes) return;
  }
}
