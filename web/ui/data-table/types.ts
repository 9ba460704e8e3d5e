import type { ReactNode } from 'react';

/** One column a table can show. */
export interface Column<Row> {
  id: string;
  header: string;
  render: (row: Row) => ReactNode;
  width?: number;
  /** Numbers and money line up at the end. */
  align?: 'end';
  /** What the server sorts by; a column without it cannot be sorted. */
  sort?: string;
  /** Shown until the person chooses otherwise. */
  isDefault?: boolean;
  /** Stands first and cannot be hidden. */
  isPinned?: boolean;
  /** The heading it stands under in the column chooser. */
  group?: string;
  /** Makes cells editable in place (F2 or double click). */
  edit?: (editor: CellEditor<Row>) => ReactNode;
}

export interface CellEditor<Row> {
  row: Row;
  /** Closes the editor; the screen has saved. */
  done: () => void;
  cancel: () => void;
}

/** A keyset page: the rows, where the next begins, and, from the first page, how many there are in all. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
  total?: number | null;
}

export interface PageRequest {
  /** `name`, or `-name` for the other way round; empty for the server's own order. */
  sort: string;
  cursor: string | null;
  /** Ids of the columns that are shown, in order. */
  columns: readonly string[];
  limit: number;
  signal: AbortSignal;
}

export type RowId = number | string;

/** What is chosen: these rows, or all that the list holds but these. */
export type Selection = { isAll: false; ids: ReadonlySet<RowId> } | { isAll: true; except: ReadonlySet<RowId> };
