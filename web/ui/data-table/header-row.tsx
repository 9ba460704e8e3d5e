import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import type { Column, Selection } from './types.ts';
import type { ColumnTable } from './use-columns.ts';

interface HeaderRowProps {
  table: ColumnTable;
  columns: readonly Column<any>[];
  sort: string;
  onSort: (sort: string) => void;
  /** Null where nothing can be chosen. */
  selection: Selection | null;
  total: number | null;
  onSelectAll: (all: boolean) => void;
}

export function HeaderRow({ table, columns, sort, onSort, selection, total, onSelectAll }: HeaderRowProps) {
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const some = selection !== null && (selection.isAll ? selection.except.size > 0 : selection.ids.size > 0);
  return (
    <div role="rowgroup" className={classes.head} style={{ minInlineSize: table.getTotalSize() + (selection ? 40 : 0) }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {selection && (
          <div role="columnheader" aria-colindex={1} className={classes.check}>
            <Checkbox
              size="xs"
              aria-label={total === null ? t('ui.table.selectAll') : t('ui.table.selectAll.count', { count: total })}
              checked={selection.isAll && !some}
              indeterminate={some}
              onChange={() => onSelectAll(!selection.isAll && !some)}
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
              aria-colindex={place + 1 + (selection ? 1 : 0)}
              aria-sort={ariaSort(column, sort)}
              className={classes.headCell}
              data-align={column.align}
              data-pinned={column.isPinned || undefined}
              data-checks={selection ? true : undefined}
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
}

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
