import { Problem } from '../../../app/kernel/problem.ts';
import { csvLine } from '../../rules/csv.ts';
import type { ReadSheet } from '../../rules/workbook/read-sheet.ts';
import { openBook, type Book, type Sheet } from './open-book.ts';
import { readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { sheetRows, type SheetNotes } from './sheet-rows.ts';

/** Text is handed on in pieces of about this size. */
const PIECE = 1024 * 1024;

export interface AskedSheet {
  /** The workbook, a file of this machine. */
  path: string;
  /** The first visible one that is not empty when left out. */
  sheet?: string | undefined;
  decimal: '.' | ',';
}

/**
 * Reads one sheet of a workbook and gives it as CSV, row by row: the line of each row is the one it has in the sheet, empty rows are empty
 * lines. Refuses `no_such_sheet`, and what is no workbook, damaged, locked or beyond the limits.
 */
export async function* sheetAsCsv(asked: AskedSheet): AsyncGenerator<Buffer, ReadSheet> {
  const book = await openBook(asked.path);
  let strings: SharedStrings | undefined;
  try {
    if (book.sharedStrings) strings = await readSharedStrings(await book.zip.read(book.sharedStrings), `${asked.path}.strings`);
    const sheets = book.sheets.map(({ name, hidden }) => ({ name, hidden }));
    for (const sheet of candidates(book, asked.sheet)) {
      const notes: SheetNotes = { hiddenRows: 0, merges: [] };
      const width = yield* sheetText(book, sheet, { strings, decimal: asked.decimal }, notes);
      if (width > 0) return { sheets, sheet: sheet.name, width, ...notes };
    }
    throw emptyWorkbook(asked.sheet);
  } finally {
    strings?.close();
    book.zip.close();
  }
}

function candidates(book: Book, asked: string | undefined): readonly Sheet[] {
  if (asked === undefined) return book.sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden));
  const sheet = book.sheets.find(({ name }) => name === asked);
  if (!sheet) throw new Problem('no_such_sheet', `The workbook has no sheet “${asked.slice(0, 80)}”. Choose one of its sheets.`);
  return [sheet];
}

/** The rows of one sheet as text; gives the width of its widest row, 0 for an empty one. */
async function* sheetText(
  book: Book,
  sheet: Sheet,
  { strings, decimal }: { strings: SharedStrings | undefined; decimal: '.' | ',' },
  notes: SheetNotes,
): AsyncGenerator<Buffer, number> {
  const reading = { strings, kinds: book.kinds, from1904: book.from1904, decimal };
  let [text, last, width] = ['', 0, 0];
  for await (const rows of sheetRows(await book.zip.read(sheet.part), reading, notes)) {
    for (const { row, cells } of rows) {
      text += '\n'.repeat(row - last - 1) + lineOf(cells);
      last = row;
      width = Math.max(width, cells.length);
      if (text.length < PIECE) continue;
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
  return width;
}

const lineOf = (cells: readonly string[]): string => {
  const line = csvLine(cells);
  return `${line.slice(0, -2)}\n`;
};

const emptyWorkbook = (sheet: string | undefined): Problem =>
  new Problem(
    'empty_file',
    sheet === undefined
      ? 'The workbook has no sheet with anything in it. Upload one with a header and at least one row.'
      : `The sheet “${sheet}” is empty. Choose another sheet.`,
  );
