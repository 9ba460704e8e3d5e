/** Cells `A1` to `C2`, both counted from 1. */
export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** The column of `AB12`, counted from 1; 0 when the reference has none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column;
}

/** `A1:C2`, or a single cell; undefined for what is neither. */
export function rangeOf(reference: string): CellRange | undefined {
  const found = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/i.exec(reference);
  if (!found) return undefined;
  const [, column = '', row = '', lastColumn = column, lastRow = row] = found;
  return { firstRow: Number(row), lastRow: Number(lastRow), firstColumn: columnOf(column), lastColumn: columnOf(lastColumn) };
}
