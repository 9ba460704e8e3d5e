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
  /** Why it cannot be sorted by, in one sentence. */
  unsortable?: string;
  /** Has it made sortable, where that is only a matter of asking. */
  onAskSort?: () => void;
  /** Shown until the person chooses otherwise. */
  isDefault?: boolean;
  /** Stands first and cannot be hidden. */
  isPinned?: boolean;
  /** The heading it stands under in the column chooser. */
  group?: string;
  /** Makes cells editable in place (Enter, F2, a double click or typing). */
  edit?: (editor: CellEditor<Row>) => ReactNode;
  /** The cell as a text, for copying; and what a text pasted into it would change. */
  copy?: (row: Row) => string;
  /** What can stand at its foot. */
  foot?: readonly string[];
}

export interface CellEditor<Row> {
  row: Row;
  /** What was typed to begin with, instead of the value that is there. */
  typed?: string | undefined;
  /** Closes the editor and goes on from there; the screen keeps what was entered. */
  done: (towards?: Towards) => void;
}

/** Where the active cell goes after an entry. */
export type Towards = 'down' | 'up' | 'next' | 'previous' | 'stay';

/** A keyset page: the rows, where the next begins, where what stands before ends, and, from the first page, how many there are in all. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
  before?: string | null;
  total?: number | null;
}

export interface PageRequest {
  /** `name`, or `-name` for the other way round; empty for the server's own order. */
  sort: string;
  cursor: string | null;
  /** So many rows after the cursor are passed over. */
  skip?: number;
  /** Instead of a cursor: the rows before this place. */
  before?: string;
  /** Ids of the columns that are shown, in order. */
  columns: readonly string[];
  limit: number;
  signal: AbortSignal;
}

export type RowId = number | string;

/** What is chosen: these rows, or all that the list holds but these. */
export type Selection = { isAll: false; ids: ReadonlySet<RowId> } | { isAll: true; except: ReadonlySet<RowId> };

/** Places all along a list that is longer than anybody loads: what its scrollbar goes by. */
export interface Places {
  total: number;
  /** In order of `place`, counted from 1: the row there, by the cursor that goes on after it. */
  rungs: readonly { place: number; cursor: string; label: string }[];
}

/** What stands under the columns. */
export interface Foot {
  chosen: Readonly<Record<string, string>>;
  /** What is under a column: its result, or that it is being worked out. */
  show: (columnId: string) => ReactNode;
  label: (name: string) => string;
  onChoose: (columnId: string, name: string | null) => void;
}
