import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { rowHeights } from '../../app/tokens.ts';
import { useUrlState } from '../../app/url.ts';
import { ErrorState } from '../error-state.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import classes from './data-table.module.css';
import { HeaderRow } from './header-row.tsx';
import { BodyRow, PhoneRow, WaitingRow } from './rows.tsx';
import { countSelected, everything, isEmpty, isSelected, nothing, withRows } from './selection.ts';
import type { Column, Page, PageRequest, RowId, Selection } from './types.ts';
import { useColumnTable, useColumnView } from './use-columns.ts';
import { type GridPlace, useGridKeys } from './use-grid-keys.ts';
import { useRows } from './use-rows.ts';

const PHONE_ROW = 60;
const WAITING_ROWS = 12;
const LOAD_AHEAD = 60;

export interface DataTableProps<Row> {
  /** What the rows are, for screen readers: "Contacts". */
  label: string;
  /** Names the list whose columns a person has chosen: `records-contact`. */
  name: string;
  columns: readonly Column<Row>[];
  queryKey: readonly unknown[];
  /** How many there are, where it is counted apart from the pages. */
  total?: number | null | undefined;
  loadPage: (request: PageRequest) => Promise<Page<Row>>;
  rowId: (row: Row) => RowId;
  onOpen?: (row: Row) => void;
  /** Shown when the list holds nothing. */
  empty: ReactNode;
  /** Filters and search, at the start of the bar above. */
  filters?: ReactNode;
  /** Buttons for what is chosen; rows can be chosen only when it is given. `count` is null while nobody knows it. */
  bulk?: (chosen: { selection: Selection; count: number | null; clear: () => void }) => ReactNode;
  /** Says what all means: "All 48,210 in this group". */
  allLabel?: (total: number) => string;
  defaultSort?: string;
}

/** A table over a list of any length: it scrolls as one, keeps what is chosen, and keeps sort and columns in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rowId, bulk, onOpen } = props;
  const [sort, setSort] = useUrlState('sort', props.defaultSort ?? '');
  const { view, setView, resize } = useColumnView(props.name, props.columns);
  const shown = useMemo(() => view.map(({ id }) => id), [view]);
  const read = useRows(props.queryKey, { sort, columns: shown }, props.loadPage);
  const list = { ...read, total: props.total ?? read.total };
  const table = useColumnTable({ columns: props.columns, view, resize, rows: list.rows, rowId });
  const [selection, setSelection] = useState<Selection>(nothing);
  const [editing, setEditing] = useState<GridPlace | null>(null);
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const scroll = useRef<HTMLDivElement>(null);
  const gridId = useId();

  const count = list.rows.length;
  const virtual = useVirtualizer({
    count: count + (list.hasMore || list.isLoading ? WAITING_ROWS : 0),
    getScrollElement: () => scroll.current,
    estimateSize: () => (isPhone ? PHONE_ROW : rowHeights.dense),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [isPhone, virtual]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= count - LOAD_AHEAD) list.loadMore();
  }, [last, count, list]);

  const choose = (from: number, to: number, selected: boolean): void =>
    setSelection((before) => withRows(before, list.rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(rowId), selected));

  const keys = useGridKeys({
    rowCount: count,
    columnCount: view.length,
    show: (index) => virtual.scrollToIndex(index),
    open: (index) => onOpen?.(list.rows[index]!),
    edit: (place) => props.columns.find((column) => column.id === view[place.column]?.id)?.edit && setEditing(place),
    toggle: bulk && ((index) => choose(index, index, !isSelected(selection, rowId(list.rows[index]!)))),
    extend: bulk && ((from, to) => choose(from, to, true)),
    all: bulk && (() => setSelection(everything)),
    none: bulk && (() => setSelection(nothing)),
    hasSelection: !isEmpty(selection, list.total),
  });

  // What was chosen belongs to the list it was chosen in.
  const listKey = JSON.stringify(props.queryKey);
  useEffect(() => setSelection(nothing), [listKey]);

  const rowsOfTable = table.getRowModel().rows;
  const leafs = useMemo(
    () => view.map(({ id }) => props.columns.find((column) => column.id === id)!).filter(Boolean),
    [view, props.columns],
  );
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  const isEmptyList = !list.isLoading && count === 0;

  return (
    <div className={classes.shell}>
      <div className={classes.bar}>
        <div className={classes.filters}>{props.filters}</div>
        {!isPhone && !isEmptyList && <ColumnChooser columns={props.columns} view={view} onChange={setView} />}
      </div>
      {isEmptyList ? (
        <div className={classes.emptyPlace}>{props.empty}</div>
      ) : (
        <div
          ref={scroll}
          className={classes.scroll}
          role="grid"
          aria-label={label}
          aria-rowcount={list.total === null ? -1 : list.total + 1}
          aria-colcount={leafs.length + (bulk ? 1 : 0)}
          aria-multiselectable={bulk ? true : undefined}
          aria-busy={list.isLoading}
          aria-activedescendant={keys.active && count > 0 ? `${gridId}-${keys.active.row}-${keys.active.column}` : undefined}
          tabIndex={0}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onBlur={keys.onBlur}
          data-phone={isPhone || undefined}
        >
          {!isPhone && (
            <HeaderRow
              table={table}
              columns={leafs}
              sort={sort}
              onSort={setSort}
              selection={bulk ? selection : null}
              total={list.total}
              onSelectAll={(all) => setSelection(all ? everything : nothing)}
            />
          )}
          <div
            role="rowgroup"
            className={classes.rows}
            style={{ blockSize: virtual.getTotalSize(), minInlineSize: isPhone ? 0 : table.getTotalSize() + (bulk ? 40 : 0) }}
          >
            {items.map((item) => {
              const row = rowsOfTable[item.index];
              const style = { transform: `translateY(${item.start}px)`, blockSize: item.size };
              if (!row) return <WaitingRow key={`waiting-${item.index}`} style={style} />;
              const Drawn = isPhone ? PhoneRow<Row> : BodyRow<Row>;
              return (
                <Drawn
                  key={row.id}
                  index={item.index}
                  row={list.rows[item.index]!}
                  columns={leafs}
                  widths={view}
                  style={style}
                  gridId={gridId}
                  active={keys.isFocused && keys.active?.row === item.index ? keys.active.column : null}
                  editing={editing?.row === item.index ? editing.column : null}
                  onEditEnd={() => {
                    setEditing(null);
                    scroll.current?.focus();
                  }}
                  onEdit={(column) => leafs[column]?.edit && setEditing({ row: item.index, column })}
                  isSelected={bulk ? isSelected(selection, row.id && rowId(list.rows[item.index]!)) : null}
                  onSelect={(selected, extend) => {
                    choose(extend && keys.anchor !== null ? keys.anchor : item.index, item.index, selected);
                    keys.setAnchor(item.index);
                  }}
                  onOpen={onOpen}
                />
              );
            })}
          </div>
        </div>
      )}
      {bulk && (
        <BulkBar
          selection={selection}
          total={list.total}
          allLabel={props.allLabel ?? ((total) => t('ui.table.all', { count: total }))}
          onSelectAll={() => setSelection(everything)}
          onClear={() => setSelection(nothing)}
        >
          {bulk({ selection, count: countSelected(selection, list.total), clear: () => setSelection(nothing) })}
        </BulkBar>
      )}
    </div>
  );
}
