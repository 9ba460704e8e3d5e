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
import { useEffect, useMemo, useState } from 'react';
import { language } from '../../app/messages/t.ts';
import { useUrlState } from '../../app/url.ts';
import type { Column, RowId } from './types.ts';
import { type ColumnView, NARROWEST, readView, writeView } from './view.ts';

const SETTLED_MS = 250;

export const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnOrderingFeature, columnVisibilityFeature });

/** The columns of a list as the address asks for them, or else as this person last had them. */
export function useColumns<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[], rowId: (row: Row) => RowId) {
  const [kept, setKept] = useLocalStorage({ key: `quayside-columns-${name}`, defaultValue: '', getInitialValueInEffect: false });
  const [inAddress, setInAddress] = useUrlState('columns');
  const text = inAddress || kept;
  const [view, setShownView] = useState<ColumnView[]>(() => readView(text, columns));
  useEffect(() => setShownView(readView(text, columns)), [text, columns]);

  const setView = (next: ColumnView[]): void => {
    setShownView(next);
    const written = writeView(next, columns);
    setKept(written);
    setInAddress(written);
  };

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

  const table = useTable({
    features,
    columns: definitions,
    data: rows as any[],
    getRowId: (row) => String(rowId(row as Row)),
    columnResizeMode: 'onChange' as const,
    columnResizeDirection: language.direction,
    state: { columnOrder: order, columnSizing: sizes, columnVisibility: visible },
    onColumnSizingChange: (updater) => {
      const next = typeof updater === 'function' ? updater(sizes) : updater;
      setShownView((before) => before.map((one) => ({ ...one, width: next[one.id] ?? one.width })));
    },
  });

  // Widths are written to the address once the drag has come to rest.
  useEffect(() => {
    const timer = setTimeout(() => {
      const written = writeView(view, columns);
      if (written !== writeView(readView(text, columns), columns)) {
        setKept(written);
        setInAddress(written);
      }
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [view, text, columns, setKept, setInAddress]);

  return { table, view, setView };
}

export type ColumnTable = ReturnType<typeof useColumns>['table'];
