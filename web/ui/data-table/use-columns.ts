import { useLocalStorage } from '@mantine/hooks';
import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type ColumnDef,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { language } from '../../app/messages/t.ts';
import { useUrlState } from '../../app/url.ts';
import type { Column, RowId } from './types.ts';
import { type ColumnView, NARROWEST, readView, writeView } from './view.ts';

const SETTLED_MS = 250;

export const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnOrderingFeature, columnVisibilityFeature });

/** The columns of a list as the address asks for them, or else as this person last had them. */
export function useColumnView<Row>(name: string, columns: readonly Column<Row>[]) {
  const [kept, setKept] = useLocalStorage({ key: `quayside-columns-${name}`, defaultValue: '', getInitialValueInEffect: false });
  const [inAddress, setInAddress] = useUrlState('columns');
  const text = inAddress || kept;
  const read = useMemo(() => readView(text, columns), [text, columns]);
  // While a column is being dragged wider its view runs ahead of the address.
  const [dragged, setDragged] = useState<ColumnView[] | null>(null);

  const setView = useCallback(
    (next: ColumnView[]): void => {
      const written = writeView(next, columns);
      setKept(written);
      setInAddress(written);
      setDragged(null);
    },
    [columns, setKept, setInAddress],
  );
  useEffect(() => {
    if (!dragged) return undefined;
    const timer = setTimeout(() => setView(dragged), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [dragged, setView]);

  return { view: dragged ?? read, setView, resize: setDragged };
}

interface ColumnTableInput<Row> {
  columns: readonly Column<Row>[];
  view: readonly ColumnView[];
  resize: (view: ColumnView[]) => void;
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
}

/** The table behind the view: order, visibility and widths are the view's, and dragging an edge changes it. */
export function useColumnTable<Row>({ columns, view, resize, rows, rowId }: ColumnTableInput<Row>) {
  const definitions = useMemo(
    () =>
      columns.map(
        (column) =>
          ({ id: column.id, header: column.header, minSize: NARROWEST, accessorFn: () => null }) as ColumnDef<typeof features, any>,
      ),
    [columns],
  );
  const order = useMemo(() => view.map(({ id }) => id), [view]);
  const sizes = useMemo(() => Object.fromEntries(view.map(({ id, width }) => [id, width])), [view]);
  const visible = useMemo(() => Object.fromEntries(columns.map(({ id }) => [id, order.includes(id)])), [columns, order]);
  return useTable({
    features,
    columns: definitions,
    data: rows as any[],
    getRowId: (row) => String(rowId(row as Row)),
    columnResizeMode: 'onChange' as const,
    columnResizeDirection: language.direction,
    state: { columnOrder: order, columnSizing: sizes, columnVisibility: visible },
    onColumnSizingChange: (updater) => {
      const next = typeof updater === 'function' ? updater(sizes) : updater;
      resize(view.map((one) => ({ ...one, width: next[one.id] ?? one.width })));
    },
  });
}

export type ColumnTable = ReturnType<typeof useColumnTable>;
