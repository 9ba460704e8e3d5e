import { memo, type MouseEvent, type ReactNode } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import waiting from './rows.module.css';
import { Tick } from './tick.tsx';
import type { Column, Towards } from './types.ts';
import type { ColumnView } from './view.ts';

/** What a row does; the same object for all rows and for as long as the table stands, so that none is drawn anew for it. */
export interface RowActions {
  edit: (index: number, column: number) => void;
  editEnd: (towards: Towards) => void;
  select: (index: number, selected: boolean, extend: boolean) => void;
  activate: (index: number, column: number) => void;
  open: ((index: number) => void) | undefined;
}

interface RowProps<Row> {
  index: number;
  row: Row;
  columns: readonly Column<Row>[];
  widths: readonly ColumnView[];
  top: number;
  height: number;
  gridId: string;
  /** The active column when the active cell is in this row. */
  active: number | null;
  editing: number | null;
  /** What was typed to begin the entry. */
  typed: string | undefined;
  /** Null where nothing can be chosen. */
  isSelected: boolean | null;
  actions: RowActions;
}

const placed = (top: number, height: number) => ({ transform: `translateY(${top}px)`, blockSize: height });

function BodyRowOf<Row>(props: RowProps<Row>): ReactNode {
  const { row, columns, widths, index, gridId, active, editing, typed, isSelected, actions } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      className={classes.row}
      data-selected={isSelected || undefined}
      data-active={active !== null || undefined}
      data-opens={actions.open ? true : undefined}
      style={placed(props.top, props.height)}
      onClick={(event) => isPlainClick(event) && actions.open?.(index)}
    >
      {isSelected !== null && <CheckCell index={index} isSelected={isSelected} actions={actions} />}
      {columns.map((column, place) => (
        <div
          key={column.id}
          id={`${gridId}-${index}-${place}`}
          role="gridcell"
          aria-colindex={place + 1 + (isSelected === null ? 0 : 1)}
          className={classes.cell}
          data-align={column.align}
          data-pinned={column.isPinned || undefined}
          data-checks={isSelected !== null || undefined}
          data-active={active === place || undefined}
          data-edits={column.edit ? true : undefined}
          style={{ inlineSize: widths[place]?.width }}
          onClick={(event) => {
            if (!column.edit || !isPlainClick(event)) return;
            event.stopPropagation();
            actions.activate(index, place);
          }}
          onDoubleClick={() => actions.edit(index, place)}
        >
          {editing === place && column.edit ? (
            column.edit({ row, typed, done: (towards = 'stay') => actions.editEnd(towards) })
          ) : (
            <span className={classes.text}>{column.render(row)}</span>
          )}
        </div>
      ))}
    </div>
  );
}
export const BodyRow = memo(BodyRowOf) as typeof BodyRowOf;

/** On a phone a row is two lines: the first column, and the next two under it. */
function PhoneRowOf<Row>(props: RowProps<Row>): ReactNode {
  const { row, columns, index, gridId, isSelected, actions } = props;
  const [first, ...rest] = columns;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      className={classes.row}
      data-selected={isSelected || undefined}
      data-opens={actions.open ? true : undefined}
      style={placed(props.top, props.height)}
      onClick={(event) => isPlainClick(event) && actions.open?.(index)}
    >
      {isSelected !== null && <CheckCell index={index} isSelected={isSelected} actions={actions} />}
      <div role="gridcell" className={classes.phoneCell} id={`${gridId}-${index}-0`}>
        <span className={classes.phoneTitle}>{first?.render(row)}</span>
        <span className={classes.phoneText}>
          {rest.slice(0, 2).map((column) => (
            <span key={column.id}>{column.render(row)}</span>
          ))}
        </span>
      </div>
    </div>
  );
}
export const PhoneRow = memo(PhoneRowOf) as typeof PhoneRowOf;

function CheckCell({ isSelected, actions, index }: { isSelected: boolean; actions: RowActions; index: number }) {
  return (
    <div role="gridcell" aria-colindex={1} className={classes.check}>
      <Tick
        label={t('ui.table.selectRow', { row: index + 1 })}
        checked={isSelected}
        onChange={(event) => actions.select(index, event.currentTarget.checked, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
      />
    </div>
  );
}

export const WaitingRow = memo(function WaitingRow({ top, height }: { top: number; height: number }) {
  return (
    <div role="row" className={classes.row} style={placed(top, height)} aria-hidden="true">
      <div role="gridcell" className={classes.cell} style={{ inlineSize: '100%' }}>
        <span className={waiting.waiting} />
      </div>
    </div>
  );
});

/** Clicks on links, buttons and inputs within the row, and those that select text, do not open it. */
function isPlainClick(event: MouseEvent): boolean {
  const target = event.target as HTMLElement;
  return !target.closest('a, button, input, label, textarea, [role="combobox"]') && window.getSelection()?.isCollapsed !== false;
}
