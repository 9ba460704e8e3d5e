import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { decodeText } from './reading/decode-text.ts';
import { partOfFile } from './queries/parts.ts';
import type { StoredReading } from './queries/imports.ts';
import { COLUMN_LIMIT, detectShape } from './rules/csv-shape.ts';
import { CsvReader, type CsvRecord } from './rules/csv.ts';
import { columnNames } from './rules/row-plan.ts';
import { emptyFile } from './reading/keep-parts.ts';
import { findHeader } from './rules/workbook/header-row.ts';
import type { ReadSheet } from './rules/workbook/read-sheet.ts';
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
  /** The number of its first piece, 0 when left out. */
  firstPart?: number;
  encoding: Encoding;
  /** What somebody chose; the rest is detected. */
  chosen?: Partial<Reading> | undefined;
  /** Where the file is a sheet of a workbook. */
  workbook?: ReadSheet;
}

/** So many records are looked at to find where the table of a sheet begins. */
const HEADER_AMONG = 50;

/**
 * Looks at all of an uploaded file once: what separates its cells, which columns it has, how many rows. Refuses a file that is no table
 * (`empty_file`, `no_rows`, `too_many_columns`), headings on two lines (`two_header_rows`), and a file with a quote that is never closed
 * (`unclosed_quote`), naming the line: everything behind it would be taken for one cell.
 */
export async function inspectFile(database: Database, file: UploadedFile): Promise<InspectedFile> {
  let reading: StoredReading | undefined;
  let csv: CsvReader | undefined;
  const headerRow = file.chosen?.headerRow ?? 0;
  const first: CsvRecord[] = [];
  let [records, above] = [0, 0];
  const count = (found: readonly CsvRecord[]): void => {
    const rows = reading!.separatorLine && records === 0 ? found.slice(1) : found;
    for (const record of rows) {
      if (record.row < headerRow) above++;
      else if (first.length < HEADER_AMONG) first.push(record);
      else break;
    }
    records += rows.length;
  };
  for await (const text of textOf(database, file)) {
    if (!csv) {
      reading = file.workbook ? sheetReading(file, file.workbook) : readingOf(text, file);
      csv = new CsvReader(reading);
    }
    count(csv.push(text));
  }
  if (!csv || !reading) throw emptyFile();
  count(csv.end());
  refuseUnclosed(csv.unclosedLine);
  if (records === 0) throw emptyFile();
  if (first.length === 0) throw new Problem('no_header_row', `Row ${headerRow} is behind the last one of the file. Choose an earlier row.`);
  const begins = file.workbook && !headerRow ? beginSheet(reading, first, file) : { reading, header: first[0]!, above };
  const rowCount = records - begins.above - (begins.reading.hasHeader ? 1 : 0);
  if (rowCount < 1) throw new Problem('no_rows', 'The file has a header and no rows below it. Upload a file with at least one row.');
  return {
    reading: { ...begins.reading, ...(begins.above > 0 ? { above: begins.above } : {}), ...(headerRow ? { headerRow } : {}) },
    columns: columnsOf(begins.header, begins.reading.hasHeader, file.workbook?.width),
    rowCount,
  };
}

/** Finds where the table of a sheet begins, unless somebody said it. */
function beginSheet(reading: StoredReading, first: readonly CsvRecord[], { chosen, workbook }: UploadedFile) {
  const found = findHeader(first, workbook!.merges)!;
  if (found.twoLines) {
    const [one, two] = found.twoLines;
    throw new Problem(
      'two_header_rows',
      `The headings of the sheet “${workbook!.sheet}” stand on two lines, rows ${one} and ${two}. Put them on one line, and upload the file again.`,
    );
  }
  const above = first.filter(({ row }) => row < found.row).length;
  const hasHeader = chosen?.hasHeader ?? found.hasHeader;
  return { reading: { ...reading, hasHeader, headerRow: found.row, headerFound: true }, header: first[above]!, above };
}

function columnsOf(first: CsvRecord, hasHeader: boolean, least = 0): string[] {
  const width = Math.max(first.cells.length, least);
  if (width > COLUMN_LIMIT) {
    throw new Problem(
      'too_many_columns',
      `The file has ${width.toLocaleString('en')} columns; at most ${COLUMN_LIMIT.toLocaleString('en')} can be read. Take out what is not needed.`,
    );
  }
  return columnNames(hasHeader ? first.cells : undefined, width);
}

/** A sheet is kept as CSV of our own making; rows end where their last filled cell is. */
function sheetReading({ chosen }: UploadedFile, workbook: ReadSheet): StoredReading {
  return {
    encoding: 'utf-8',
    delimiter: ',',
    newline: '\n',
    separatorLine: false,
    hasHeader: chosen?.hasHeader ?? true,
    shortRows: 'fill',
    sheet: workbook.sheet,
    workbook,
  };
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

async function* textOf(database: Database, { accountId, importId, encoding, firstPart = 0 }: UploadedFile): AsyncGenerator<string> {
  const decoding = decodeText(encoding);
  for (let part = firstPart; ; part++) {
    const bytes = await database.account(accountId, (db) => partOfFile(db, importId, part));
    const text = bytes ? decoding.write(bytes) : decoding.end();
    if (text !== '') yield text;
    if (!bytes) return;
  }
}
