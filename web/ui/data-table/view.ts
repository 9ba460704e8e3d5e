import type { Column } from './types.ts';

/** Which columns are shown, in which order and how wide. */
export interface ColumnView {
  id: string;
  width: number;
}

const DEFAULT_WIDTH = 180;
export const NARROWEST = 72;
const WIDEST = 1_200;

/** Reads `name:240,email` of the address; columns that no longer exist are left out, pinned ones always stand first. */
export function readView<Row>(text: string, columns: readonly Column<Row>[]): ColumnView[] {
  const asked = text
    .split(',')
    .map((part) => part.split(':'))
    .map(([id = '', width]) => ({ column: columns.find((column) => column.id === id), width: Number(width) || 0 }))
    .filter((one): one is { column: Column<Row>; width: number } => one.column !== undefined && !one.column.isPinned);
  const shown =
    asked.length > 0 ? asked : columns.filter((column) => column.isDefault && !column.isPinned).map((column) => ({ column, width: 0 }));
  const pinned = columns.filter((column) => column.isPinned).map((column) => ({ column, width: pinnedWidth(text, column.id) }));
  return [...pinned, ...shown].map(({ column, width }) => ({ id: column.id, width: within(width || column.width || DEFAULT_WIDTH) }));
}

/** The view as the address holds it: a width is written only where it differs from the column's own. */
export function writeView<Row>(view: readonly ColumnView[], columns: readonly Column<Row>[]): string {
  return view
    .map(({ id, width }) => {
      const own = columns.find((column) => column.id === id)?.width ?? DEFAULT_WIDTH;
      return Math.round(width) === own ? id : `${id}:${Math.round(width)}`;
    })
    .join(',');
}

function pinnedWidth(text: string, id: string): number {
  const found = text.split(',').find((part) => part.startsWith(`${id}:`));
  return found ? Number(found.slice(id.length + 1)) || 0 : 0;
}

const within = (width: number): number => Math.min(WIDEST, Math.max(NARROWEST, width));
