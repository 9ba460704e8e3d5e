import type { Readable } from 'node:stream';
import { Problem } from '../../../app/kernel/problem.ts';
import { isoText, numberText, unescaped, type NumberWriting } from '../../rules/workbook/cell-text.ts';
import type { NumberKind } from '../../rules/workbook/number-format.ts';
import { columnOf, rangeOf, type CellRange } from '../../rules/workbook/references.ts';
import type { SharedStrings } from './shared-strings.ts';
import { readXml, type XmlReader } from './xml-events.ts';
import { damaged } from './zip-entries.ts';

/** The last column spreadsheets have, `XFD`. */
const LAST_COLUMN = 16_384;
/** The last row they have; a file that goes on is no sheet. */
const LAST_ROW = 1_048_576;
/** Merged cells are looked at where headings may be. */
const HEADINGS_ROWS = 100;

export interface SheetRow {
  row: number;
  cells: string[];
}

export interface SheetReading extends NumberWriting {
  strings: SharedStrings | undefined;
  kinds: readonly NumberKind[];
}

/** What is known of a sheet besides its rows, once all of it was read. */
export interface SheetNotes {
  hiddenRows: number;
  /** Merged cells near the top. */
  merges: CellRange[];
}

/** The rows of a sheet that have cells, a piece of the file at a time. A cell without a value is an empty text, one with a formula what it last gave. */
export async function* sheetRows(stream: Readable, reading: SheetReading, notes: SheetNotes): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = [];
  for await (const _ of readXml(
    stream,
    rowReader(reading, notes, (row) => rows.push(row)),
  )) {
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
}

function rowReader(reading: SheetReading, notes: SheetNotes, give: (row: SheetRow) => void): XmlReader {
  let [row, column, style] = [0, 0, 0];
  let cells: string[] = [];
  let [type, value, inline] = ['', '', ''];
  let [inValue, inInline, spoken] = [false, false, 0];
  return {
    open(name, attributes) {
      if (name === 'row') {
        row = rowAfter(row, attributes.r);
        cells = [];
        column = 0;
        if (attributes.hidden === '1' || attributes.hidden === 'true') notes.hiddenRows++;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (column < 1 || column > LAST_COLUMN) throw damaged();
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        [value, inline] = ['', ''];
      } else if (name === 'v') inValue = true;
      else if (name === 'rPh') spoken++;
      else if (name === 't') inInline = spoken === 0;
      else if (name === 'mergeCell') noteMerge(notes, attributes.ref);
    },
    text(text) {
      if (inValue) value += text;
      else if (inInline) inline += text;
    },
    close(name) {
      if (name === 'v') inValue = false;
      else if (name === 't') inInline = false;
      else if (name === 'rPh') spoken--;
      else if (name === 'c') place(cells, column, textOf({ type, value, inline, style }, reading));
      else if (name === 'row' && cells.length > 0) give({ row, cells });
    },
  };
}

/** Some programs leave the number of a row out: then it is the next. */
function rowAfter(before: number, given: string | undefined): number {
  const row = given === undefined ? before + 1 : Number(given);
  if (!Number.isInteger(row) || row <= before || row > LAST_ROW) throw damaged();
  return row;
}

/** Trailing empty cells are left out, so that a row that is only painted is an empty one. */
function place(cells: string[], column: number, text: string): void {
  if (text === '') return;
  while (cells.length < column - 1) cells.push('');
  cells[column - 1] = text;
}

function noteMerge(notes: SheetNotes, reference: string | undefined): void {
  const range = rangeOf(reference ?? '');
  if (range && range.firstRow <= HEADINGS_ROWS) notes.merges.push(range);
}

interface StoredCell {
  type: string;
  value: string;
  inline: string;
  style: number;
}

function textOf({ type, value, inline, style }: StoredCell, reading: SheetReading): string {
  switch (type) {
    case 's':
      return value === '' ? '' : sharedText(reading.strings, Number(value));
    case 'inlineStr':
      return unescaped(inline);
    case 'str':
      return unescaped(value);
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : value === '' ? '' : 'FALSE';
    case 'e':
      return value;
    case 'd':
      return isoText(value);
    default:
      return value === '' ? unescaped(inline) : numberText(value, reading.kinds[style] ?? 'number', reading);
  }
}

function sharedText(strings: SharedStrings | undefined, index: number): string {
  const text = strings?.at(index);
  if (text === undefined) throw new Problem('damaged_workbook', damaged().message);
  return text;
}
