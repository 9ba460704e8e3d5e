import { looksLikeHeader } from '../csv-shape.ts';
import type { CsvRecord } from '../csv.ts';
import type { CellRange } from './references.ts';

/** A row with this share of the cells most rows have is part of the table; what has fewer stands above it. */
const TABLE_SHARE = 0.6;

export interface FoundHeader {
  /** The row the table begins with. */
  row: number;
  hasHeader: boolean;
  /** The two rows over which headings are spread, where they are. */
  twoLines?: readonly [number, number];
}

/**
 * Finds where the table of a sheet begins: titles, dates and addresses above it fill fewer cells than its rows do. Headings on two lines are
 * told by merged cells: a group over several headings, or a heading that takes both lines.
 */
export function findHeader(first: readonly CsvRecord[], merges: readonly CellRange[]): FoundHeader | undefined {
  const filled = first.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const least = Math.max(1, Math.ceil(usual(filled) * TABLE_SHARE));
  const at = filled.findIndex((count) => count >= least);
  if (at === -1) return undefined;
  const { row } = first[at]!;
  const hasHeader = looksLikeHeader([first[at]!]);
  const twoLines = hasHeader ? headingsOnTwoLines(row, { filled, at, first }, merges) : undefined;
  return { row, hasHeader, ...(twoLines ? { twoLines } : {}) };
}

function headingsOnTwoLines(
  row: number,
  { filled, at, first }: { filled: readonly number[]; at: number; first: readonly CsvRecord[] },
  merges: readonly CellRange[],
): readonly [number, number] | undefined {
  const wide = (of: number): boolean =>
    merges.some(({ firstRow, lastRow, firstColumn, lastColumn }) => firstRow === of && lastRow === of && lastColumn > firstColumn);
  const tall = merges.some(({ firstRow, lastRow }) => firstRow === row && lastRow === row + 1);
  if (tall) return [row, row + 1];
  const isGrouped = wide(row - 1) && (filled[at - 1]! > 1 || !merges.some((each) => each.firstRow === row - 1 && each.firstColumn === 1));
  if (at > 0 && first[at - 1]!.row === row - 1 && isGrouped) return [row - 1, row];
  const below = first[at + 1];
  return below?.row === row + 1 && wide(row) && looksLikeHeader([below]) ? [row, row + 1] : undefined;
}

/** How many cells most rows fill; of two the larger number. */
function usual(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let [best, most] = [0, 0];
  for (const [count, often] of times) if (often > most || (often === most && count > best)) [best, most] = [count, often];
  return best;
}
