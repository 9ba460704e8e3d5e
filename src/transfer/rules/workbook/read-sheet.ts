import type { CellRange } from './references.ts';

/** What is known of a workbook besides the rows of the sheet that was read. */
export interface ReadSheet {
  sheets: readonly { name: string; hidden: boolean }[];
  sheet: string;
  /** Columns of its widest row. */
  width: number;
  hiddenRows: number;
  /** Merged cells near the top. */
  merges: readonly CellRange[];
}
