import { Checkbox, Skeleton } from '@mantine/core';
import type { CSSProperties, MouseEvent } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import type { Column } from './types.ts';
import type { ColumnView } from './view.ts';

interface RowProps<Row> {
  index: number;
  row: Row;
  columns: readonly Column<Row>[];
  widths: readonly ColumnView[];
  style: CSSProperties;
  gridId: string;
  /** The active column when the active cell is in this row. */
  active: number | null;
  editing: number | null;
  onEdit: (column: number) => void;
  onEditEnd: () => void;
  /** Null where nothing can be chosen. */
  isSelected: boolean | null;
  onSelect: (selected: boolean, extend: boolean) => void;
  onOpen: ((row: Row) => void) | undefined;
}

export function BodyRow<Row>(props: RowProps<Row>) {
  const { row, columns, widths, index, gridId, active, editing, isSelected, onOpen } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      className={classes.row}
      data-selected={isSelected || undefined}
      data-active={active !== null || undefined}
      data-opens={onOpen ? true : undefined}
      style={props.style}
      onClick={(event) => isPlainClick(event) && onOpen?.(row)}
    >
      {isSelected !== null && <CheckCell {...props} />}
      {columns.map((column, place) => (
        <div
          key={column.id}
          id={`${gridId}-${index}-${place}`}
          role="gridcell"
          aria-colindex={place + 1}
          className={classes.cell}
          data-align={column.align}
          data-pinned={column.isPinned || undefined}
          data-checks={isSelected !== null || undefined}
          data-active={active === place || undefined}
          style={{ inlineSize: widths[place]?.width }}
          onDoubleClick={() => props.onEdit(place)}
        >
          {editing === place && column.edit ? (
            column.edit({ row, done: props.onEditEnd, cancel: props.onEditEnd })
          ) : (
            <span className={classes.text}>{column.render(row)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

/** On a phone a row is two lines: the first column, and the next two under it. */
export function PhoneRow<Row>(props: RowProps<Row>) {
  const { row, columns, index, gridId, isSelected, onOpen } = props;
  const [first, ...rest] = columns;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      className={classes.row}
      data-selected={isSelected || undefined}
      data-opens={onOpen ? true : undefined}
      style={props.style}
      onClick={(event) => isPlainClick(event) && onOpen?.(row)}
    >
      {isSelected !== null && <CheckCell {...props} />}
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

function CheckCell<Row>({ isSelected, onSelect, index }: RowProps<Row>) {
  return (
    <div role="gridcell" className={classes.check}>
      <Checkbox
        size="xs"
        tabIndex={-1}
        aria-label={t('ui.table.selectRow', { row: index + 1 })}
        checked={isSelected ?? false}
        onChange={(event) => onSelect(event.currentTarget.checked, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
      />
    </div>
  );
}

export function WaitingRow({ style }: { style: CSSProperties }) {
  return (
    <div role="row" className={classes.row} style={style} aria-hidden="true">
      <div role="gridcell" className={classes.cell} style={{ inlineSize: '100%' }}>
        <Skeleton height={10} width="60%" animate={false} />
      </div>
    </div>
  );
}

/** Clicks on links, buttons and inputs within the row, and those that select text, do not open it. */
function isPlainClick(event: MouseEvent): boolean {
  const target = event.target as HTMLElement;
  return !target.closest('a, button, input, label, textarea, [role="combobox"]') && window.getSelection()?.isCollapsed !== false;
}
