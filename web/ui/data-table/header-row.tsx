import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react';
import { memo } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import type { Column } from './types.ts';
import { useColumnTable } from './use-columns.ts';
import type { ColumnView } from './view.ts';

interface HeaderRowProps {
  /** Every column there is, and those shown. */
  every: readonly Column<any>[];
  columns: readonly Column<any>[];
  view: readonly ColumnView[];
  resize: (view: ColumnView[]) => void;
  sort: string;
  onSort: (sort: string) => void;
  /** How much of the list is chosen; null where nothing can be. */
  chosen: 'none' | 'some' | 'all' | null;
  total: number | null;
  onSelectAll: (all: boolean) => void;
}

/** Drawn anew only when columns, order or choice change, and not while rows go by. */
export const HeaderRow = memo(function HeaderRow(props: HeaderRowProps) {
  const { columns, sort, onSort, chosen, total, onSelectAll } = props;
  const table = useColumnTable({ columns: props.every, view: props.view, resize: props.resize });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="rowgroup" className={classes.head} style={{ minInlineSize: table.getTotalSize() + (chosen ? 40 : 0) }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {chosen && (
          <div role="columnheader" aria-colindex={1} className={classes.check}>
            <Checkbox
              size="xs"
              aria-label={total === null ? t('ui.table.selectAll') : t('ui.table.selectAll.count', { count: total })}
              checked={chosen === 'all'}
              indeterminate={chosen === 'some'}
              onChange={() => onSelectAll(chosen === 'none')}
            />
          </div>
        )}
        {headers.map((header, place) => {
          const column = columns.find((one) => one.id === header.id);
          if (!column) return null;
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-colindex={place + 1 + (chosen ? 1 : 0)}
              aria-sort={ariaSort(column, sort)}
              className={classes.headCell}
              data-align={column.align}
              data-pinned={column.isPinned || undefined}
              data-checks={chosen ? true : undefined}
              style={{ inlineSize: header.getSize() }}
            >
              <HeaderLabel column={column} sort={sort} onSort={onSort} />
              <div
                className={classes.resize}
                data-resizing={header.column.getIsResizing() || undefined}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => table.resetColumnSizing()}
                aria-hidden="true"
              />
            </div>
          );
        })}
      </div>
    </div>
  );
});

function HeaderLabel({ column, sort, onSort }: { column: Column<any>; sort: string; onSort: (sort: string) => void }) {
  if (!column.sort) {
    return column.onAskSort ? (
      <UnstyledButton className={classes.sort} title={t('ui.table.askSort')} onClick={column.onAskSort}>
        <span className={classes.headText}>{column.header}</span>
      </UnstyledButton>
    ) : (
      <span className={classes.headText} title={column.unsortable}>
        {column.header}
      </span>
    );
  }
  const [up, down] = [column.sort, `-${column.sort}`];
  return (
    <UnstyledButton className={classes.sort} onClick={() => onSort(sort === up ? down : sort === down ? '' : up)}>
      <span className={classes.headText}>{column.header}</span>
      {sort === up && <IconArrowNarrowUp size={14} aria-hidden="true" />}
      {sort === down && <IconArrowNarrowDown size={14} aria-hidden="true" />}
    </UnstyledButton>
  );
}

function ariaSort(column: Column<any>, sort: string): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.sort) return undefined;
  if (sort === column.sort) return 'ascending';
  return sort === `-${column.sort}` ? 'descending' : 'none';
}
