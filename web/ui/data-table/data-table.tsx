import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { rowHeights } from '../../app/tokens.ts';
import { useUrlState } from '../../app/url.ts';
import { ErrorState } from '../error-state.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { copiedText, isOfGrid, readBlock } from './copy-cells.ts';
import classes from './data-table.module.css';
import { FootRow } from './foot-row.tsx';
import { HeaderRow } from './header-row.tsx';
import placing from './rows.module.css';
import { BodyRow, PhoneRow, type RowActions, WaitingRow } from './rows.tsx';
import { countSelected, howMuch, isSelected } from './selection.ts';
import type { Column, Foot, Page, PageRequest, Places, RowId, Selection } from './types.ts';
import { useAim } from './use-aim.ts';
import { useColumnView } from './use-columns.ts';
import { type GridPlace, useGridKeys } from './use-grid-keys.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { useLongScroll } from './use-long-scroll.ts';
import { useRows } from './use-rows.ts';
import { useTableSelection } from './use-table-selection.ts';

const PHONE_ROW = 60;
const WAITING_ROWS = 12;
const HEAD = 35;
const FOOT = 35;
const CHECKS = 40;
/** Rows stand in blocks of so many: when the whole list moves under the scrollbar its block is moved, and none of the rows is drawn anew. */
const BLOCK_ROWS = 20_000;

/** What is chosen, of which list: its columns in order and its order. */
export interface Chosen {
  selection: Selection;
  count: number | null;
  clear: () => void;
  columns: readonly string[];
  sort: string;
}

export interface DataTableProps<Row> {
  /** What the rows are, for screen readers: "Contacts". */
  label: string;
  /** Names the list whose columns a person has chosen: `records-contact`. */
  name: string;
  columns: readonly Column<Row>[];
  queryKey: readonly unknown[];
  /** How many there are, where it is counted apart from the pages; with `isAbout`, only about. */
  total?: number | null | undefined;
  isAbout?: boolean;
  /** Places all along the list, by which its scrollbar jumps anywhere. */
  places?: Places | undefined;
  loadPage: (request: PageRequest) => Promise<Page<Row>>;
  /** Names every row from one to another in this order, so that a range can be chosen across rows nobody has seen. */
  loadRange?: (sort: string, from: RowId, to: RowId) => Promise<readonly RowId[]>;
  rowId: (row: Row) => RowId;
  onOpen?: (row: Row) => void;
  /** Told of a row that somebody is about to open, by resting on it or pressing: the time to fetch what it holds. */
  onAim?: (row: Row) => void;
  /** Empties a cell. */
  onClear?: (row: Row, columnId: string) => void;
  /** Writes a block of texts, row by row from the active cell. */
  onPaste?: (cells: { row: Row; columnId: string; text: string }[]) => void;
  /** Takes the last entry back (Ctrl+Z). */
  onUndo?: () => void;
  /** Shown when the list holds nothing. */
  empty: ReactNode;
  /** Filters and search, at the start of the bar above. */
  filters?: ReactNode;
  /** Buttons for what is chosen; rows can be chosen only when it is given. `count` is null while nobody knows it. */
  bulk?: (chosen: Chosen) => ReactNode;
  /** Says what all means: "All 48,210 in this group". */
  allLabel?: (total: number) => string;
  defaultSort?: string;
  foot?: Foot | undefined;
  /** The columns belong to a kept view, not to this person alone. */
  isView?: boolean;
}

/** A table over a list of any length: it scrolls as one, keeps what is chosen, and keeps sort and columns in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rowId, bulk, places } = props;
  const [sort, setSort] = useUrlState('sort', props.defaultSort ?? '');
  const { view, setView, resize } = useColumnView(props.name, props.columns, props.isView);
  const shown = useMemo(() => view.map(({ id }) => id), [view]);
  const place = useKeptPlace();
  const list = useRows(props.queryKey, { sort, columns: shown, places, from: place.kept }, props.loadPage);
  const total = list.total ?? props.total ?? null;
  const isAbout = list.total === null && props.isAbout === true;
  const [editing, setEditing] = useState<(GridPlace & { typed?: string }) | null>(null);
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
  const gridId = useId();
  const listKey = JSON.stringify(props.queryKey);
  const chosen = useTableSelection({
    list,
    listKey,
    rowId,
    loadRange: props.loadRange && ((from, to) => props.loadRange!(sort, from, to)),
  });

  const leafs = useMemo(
    () => view.map(({ id }) => props.columns.find((column) => column.id === id)!).filter(Boolean),
    [view, props.columns],
  );
  const foot = !isPhone && leafs.some((column) => (column.foot?.length ?? 0) > 1 || props.foot?.chosen[column.id]) ? props.foot : undefined;
  const end = list.start + list.rows.length;
  const count = places && list.total !== null ? list.total : end + (list.hasMore || list.isLoading ? WAITING_ROWS : 0);
  const rowHeight = isPhone ? PHONE_ROW : rowHeights.dense;
  const scrolling = useLongScroll({ count, rowHeight, fixed: isPhone ? 0 : HEAD + (foot ? FOOT : 0), onRest: place.keep });
  const { sight, window: drawn, isResting } = scrolling;

  useEffect(() => list.need(sight.first, sight.last, isResting), [sight.first, sight.last, isResting, list.need]);
  useReturn({ kept: place.kept, places, goTo: scrolling.goTo, order: `${listKey} ${sort}` });

  const at = (index: number): Row | undefined => list.rows[index - list.start];
  const edit = (cell: GridPlace, typed?: string): boolean => {
    if (!leafs[cell.column]?.edit || !at(cell.row)) return false;
    setEditing(typed === undefined ? cell : { ...cell, typed });
    return true;
  };
  const keys = useGridKeys({
    rowCount: Math.max(end, places ? count : 0),
    columnCount: leafs.length,
    page: Math.max(1, scrolling.inSight - 1),
    show: scrolling.show,
    open: (index) => at(index) && props.onOpen?.(at(index)!),
    edit,
    clear: ({ row, column }) => leafs[column]?.edit && at(row) && props.onClear?.(at(row)!, leafs[column]!.id),
    toggle: bulk && ((index) => at(index) && chosen.choose(index, !isSelected(chosen.selection, rowId(at(index)!)))),
    extend: bulk && ((_, to) => chosen.extend(to)),
    all: bulk && chosen.all,
    none: bulk && chosen.none,
    undo: props.onUndo,
    hasSelection: chosen.hasSelection,
  });

  const actions = useStable<RowActions & { selectAll: (all: boolean) => void }>({
    selectAll: (all) => (all ? chosen.all() : chosen.none()),
    edit: (row, column) => void edit({ row, column }),
    editEnd: (towards) => {
      setEditing(null);
      scrolling.scroll.current?.focus();
      keys.go(towards);
    },
    select: (index, selected, extend) => (extend ? chosen.extend(index, selected) : chosen.choose(index, selected)),
    activate: (row, column) => {
      keys.activate({ row, column });
      chosen.begin(row);
    },
    open: props.onOpen && ((index) => at(index) && props.onOpen!(at(index)!)),
  });

  const aim = useAim((index) => at(index) && props.onAim?.(at(index)!));

  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  const isEmptyList = !list.isLoading && !list.isStale && list.rows.length === 0;
  const blockFrom = Math.floor(drawn.first / BLOCK_ROWS) * BLOCK_ROWS;
  const rowsWidth = view.reduce((sum, { width }) => sum + width, 0) + (bulk ? CHECKS : 0);
  const Drawn = isPhone ? PhoneRow<Row> : BodyRow<Row>;
  const activeRow = keys.active && at(keys.active.row);
  const activeColumn = keys.active && leafs[keys.active.column];

  return (
    <div className={classes.shell}>
      <div className={classes.bar}>
        <div className={classes.filters}>{props.filters}</div>
        {!isPhone && !isEmptyList && <ColumnChooser columns={props.columns} view={view} onChange={setView} />}
      </div>
      {isEmptyList ? (
        <div className={classes.emptyPlace}>{props.empty}</div>
      ) : (
        <div className={classes.grid}>
          <div
            ref={scrolling.attach}
            className={classes.scroll}
            role="grid"
            aria-label={label}
            aria-rowcount={total === null || isAbout ? -1 : total + 1 + (foot ? 1 : 0)}
            aria-colcount={leafs.length + (bulk ? 1 : 0)}
            aria-multiselectable={bulk ? true : undefined}
            aria-busy={list.isLoading || list.isStale}
            aria-activedescendant={keys.active && activeRow ? `${gridId}-${keys.active.row}-${keys.active.column}` : undefined}
            tabIndex={0}
            onScroll={scrolling.onScroll}
            onKeyDown={keys.onKeyDown}
            onFocus={keys.onFocus}
            onBlur={keys.onBlur}
            onCopy={(event) => {
              if (!isOfGrid(event) || window.getSelection()?.isCollapsed === false) return;
              const active = activeRow && activeColumn ? { row: activeRow, column: activeColumn } : null;
              const text = copiedText({ rows: list.rows, rowId, columns: leafs, selection: chosen.selection, active });
              event.clipboardData.setData('text/plain', text);
              event.preventDefault();
            }}
            onPaste={(event) => {
              if (!isOfGrid(event) || !props.onPaste || !keys.active) return;
              event.preventDefault();
              props.onPaste(cellsOfBlock(readBlock(event.clipboardData.getData('text/plain')), { at, leafs, active: keys.active }));
            }}
            data-phone={isPhone || undefined}
          >
            {!isPhone && (
              <HeaderRow
                every={props.columns}
                columns={leafs}
                view={view}
                resize={resize}
                sort={sort}
                onSort={setSort}
                chosen={bulk ? howMuch(chosen.selection) : null}
                total={isAbout ? null : total}
                onSelectAll={actions.selectAll}
              />
            )}
            <div
              role="rowgroup"
              className={classes.rows}
              onPointerOver={aim.over}
              onPointerDown={aim.down}
              style={{ blockSize: scrolling.drawn, minInlineSize: isPhone ? 0 : rowsWidth }}
            >
              <div
                role="presentation"
                className={placing.block}
                style={{ transform: `translateY(${blockFrom * rowHeight - scrolling.shift}px)` }}
              >
                {indexes(drawn).map((index) => {
                  const row = at(index);
                  const top = (index - blockFrom) * rowHeight;
                  if (!row) return <WaitingRow key={`waiting-${index}`} top={top} height={rowHeight} />;
                  return (
                    <Drawn
                      key={rowId(row)}
                      index={index}
                      row={row}
                      columns={leafs}
                      widths={view}
                      top={top}
                      height={rowHeight}
                      gridId={gridId}
                      active={keys.isFocused && keys.active?.row === index ? keys.active.column : null}
                      editing={editing?.row === index ? editing.column : null}
                      typed={editing?.row === index ? editing.typed : undefined}
                      isSelected={bulk ? isSelected(chosen.selection, rowId(row)) : null}
                      actions={actions}
                    />
                  );
                })}
              </div>
            </div>
            {foot && <FootRow columns={leafs} widths={view} foot={foot} hasChecks={Boolean(bulk)} rowIndex={(total ?? count) + 2} />}
          </div>
          {scrolling.isFar && places && <Here places={places} row={sight.first} share={scrolling.share} />}
        </div>
      )}
      {bulk && (
        <BulkBar
          selection={chosen.selection}
          total={total}
          isAbout={isAbout}
          allLabel={props.allLabel ?? ((all) => t('ui.table.all', { count: all }))}
          onSelectAll={chosen.all}
          onClear={chosen.none}
        >
          {bulk({
            selection: chosen.selection,
            count: countSelected(chosen.selection, isAbout ? null : total),
            clear: chosen.none,
            columns: shown,
            sort,
          })}
        </BulkBar>
      )}
    </div>
  );
}

/** Beside the scrollbar while it is dragged: where in the list one is. */
function Here({ places, row, share }: { places: Places; row: number; share: number }) {
  const rung = places.rungs.findLast((one) => one.place <= row + 1) ?? places.rungs[0];
  return (
    <div className={classes.here} style={{ insetBlockStart: `calc(${HEAD}px + (100% - ${HEAD + 48}px) * ${share})` }} role="status">
      {rung?.label && <strong>{rung.label}</strong>}
      <span className="tabular">{t('ui.table.here', { row: row + 1, total: places.total })}</span>
    </div>
  );
}

/** Goes back to where somebody was when they come back; to the top when the list becomes another. */
function useReturn({
  kept,
  places,
  goTo,
  order,
}: {
  kept: number;
  places: Places | undefined;
  goTo: (row: number) => void;
  order: string;
}): void {
  const isBack = useRef(false);
  const before = useRef(order);
  useEffect(() => {
    if (isBack.current || kept === 0 || !places) return;
    isBack.current = true;
    goTo(kept);
  }, [kept, places, goTo]);
  useEffect(() => {
    if (before.current === order) return;
    before.current = order;
    isBack.current = true;
    goTo(0);
  }, [order, goTo]);
}

function cellsOfBlock<Row>(
  block: readonly string[][],
  { at, leafs, active }: { at: (index: number) => Row | undefined; leafs: readonly Column<Row>[]; active: GridPlace },
): { row: Row; columnId: string; text: string }[] {
  return block.flatMap((texts, down) => {
    const row = at(active.row + down);
    return texts.flatMap((text, across) => {
      const column = leafs[active.column + across];
      return row && column?.edit ? [{ row, columnId: column.id, text }] : [];
    });
  });
}

const indexes = ({ first, last }: { first: number; last: number }): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);

/** The same functions for as long as the table stands, which always do the latest. */
function useStable<Functions extends object>(functions: Functions): Functions {
  const latest = useRef(functions);
  latest.current = functions;
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.entries(functions).map(([name, value]) => [
          name,
          value && ((...args: unknown[]) => (latest.current as Record<string, (...given: unknown[]) => unknown>)[name]?.(...args)),
        ]),
      ) as Functions,
  );
  return stable;
}
