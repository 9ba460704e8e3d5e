import type { Column } from './types.ts';

/** Which columns are shown, in which order and how wide. */
export interface ColumnView {
  id: string;
  width: number;
}

const DEFAULT_WIDTH = 180;
export const NARROWEST = 72;
const WIDEST = 1_200;

/** Reads `name:240,email,field:7.12:90` of the address; columns that no longer exist are left out, pinned ones always stand first. */
export function readView<Row>(text: string, columns: readonly Column<Row>[]): ColumnView[] {
  const parts = text.split(',').map((part) => readPart(part, columns));
  const asked = parts.filter((one): one is Asked<Row> => one !== undefined && !one.column.isPinned);
  const shown =
    asked.length > 0 ? asked : columns.filter((column) => column.isDefault && !column.isPinned).map((column) => ({ column, width: 0 }));
  const pinned = columns
    .filter((column) => column.isPinned)
    .map((column) => ({ column, width: parts.find((one) => one?.column === column)?.width ?? 0 }));
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

interface Asked<Row> {
  column: Column<Row>;
  width: number;
}

/** The id of a column may hold a colon itself; what stands behind the last one is a width only where the whole is no column. */
function readPart<Row>(part: string, columns: readonly Column<Row>[]): Asked<Row> | undefined {
  const whole = columns.find(({ id }) => id === part);
  if (whole) return { column: whole, width: 0 };
  const colon = part.lastIndexOf(':');
  const column = columns.find(({ id }) => id === part.slice(0, colon));
  return column && colon > 0 ? { column, width: Number(part.slice(colon + 1)) || 0 } : undefined;
}

const within = (width: number): number => Math.min(WIDEST, Math.max(NARROWEST, width));
