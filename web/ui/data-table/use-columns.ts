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
import type { Column } from './types.ts';
import { type ColumnView, NARROWEST, readView, writeView } from './view.ts';

const SETTLED_MS = 250;
/** Only the head is drawn by it: rows come and go by the thousand. */
const NO_ROWS: never[] = [];

export const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnOrderingFeature, columnVisibilityFeature });

/**
 * The columns of a list as the address asks for them, or else as this person last had them. In a kept view (`isView`) they belong to it, and
 * what is changed stays in the address until the view is saved.
 */
export function useColumnView<Row>(name: string, columns: readonly Column<Row>[], isView = false) {
  const [kept, setKept] = useLocalStorage({ key: `quayside-columns-${name}`, defaultValue: '', getInitialValueInEffect: false });
  const [inAddress, setInAddress] = useUrlState('columns');
  const text = inAddress || (isView ? '' : kept);
  const read = useMemo(() => readView(text, columns), [text, columns]);
  // While a column is being dragged wider its view runs ahead of the address.
  const [dragged, setDragged] = useState<ColumnView[] | null>(null);

  const setView = useCallback(
    (next: ColumnView[]): void => {
      const written = writeView(next, columns);
      if (!isView) setKept(written);
      setInAddress(written);
      setDragged(null);
    },
    [columns, isView, setKept, setInAddress],
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
}

/** The table behind the view: order, visibility and widths are the view's, and dragging an edge changes it. */
export function useColumnTable<Row>({ columns, view, resize }: ColumnTableInput<Row>) {
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
    data: NO_ROWS,
    columnResizeMode: 'onChange' as const,
    columnResizeDirection: language.direction,
    state: { columnOrder: order, columnSizing: sizes, columnVisibility: visible },
    onColumnSizingChange: (updater) => {
      const next = typeof updater === 'function' ? updater(sizes) : updater;
      resize(view.map((one) => ({ ...one, width: next[one.id] ?? one.width })));
    },
  });
}
