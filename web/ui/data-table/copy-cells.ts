import type { ClipboardEvent } from 'react';
import { isSelected } from './selection.ts';
import type { Column, RowId, Selection } from './types.ts';

/** A text in a cell of tab-separated values, as spreadsheets write them. */
const cell = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What is copied from a grid: the chosen rows that are held, or else the active cell. */
export function copiedText<Row>(asked: {
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
  columns: readonly Column<Row>[];
  selection: Selection;
  active: { row: Row; column: Column<Row> } | null;
}): string {
  const { rows, rowId, columns, selection, active } = asked;
  const chosen = rows.filter((row) => isSelected(selection, rowId(row)));
  if (chosen.length > 0) return chosen.map((row) => columns.map((column) => cell(column.copy?.(row) ?? '')).join('\t')).join('\n');
  return active ? (active.column.copy?.(active.row) ?? '') : '';
}

/** Reads what a spreadsheet put on the clipboard: rows of cells. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  const trimmed = text.replace(/\r?\n$/, '');
  while (at <= trimmed.length) {
    const quoted = /^"((?:[^"]|"")*)"(?=\t|\r?\n|$)/.exec(trimmed.slice(at));
    const plain = quoted ?? /^[^\t\n]*/.exec(trimmed.slice(at))!;
    rows.at(-1)!.push(quoted ? quoted[1]!.replaceAll('""', '"') : plain[0].replace(/\r$/, ''));
    at += plain[0].length;
    if (/^\r?\n/.test(trimmed.slice(at))) {
      at += trimmed[at] === '\r' ? 2 : 1;
      rows.push([]);
    } else if (trimmed[at] === '\t') at += 1;
    else break;
  }
  return rows;
}

/** Whether a clipboard event is the grid's: in inputs within it people copy and paste as ever. */
export const isOfGrid = (event: ClipboardEvent<HTMLElement>): boolean => event.target === event.currentTarget;
