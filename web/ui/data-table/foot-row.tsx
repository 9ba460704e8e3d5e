import { Menu, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import type { Column, Foot } from './types.ts';
import type { ColumnView } from './view.ts';

interface FootRowProps {
  columns: readonly Column<any>[];
  widths: readonly ColumnView[];
  foot: Foot;
  hasChecks: boolean;
  /** The row after the last one of the list. */
  rowIndex: number;
}

/** Under the rows, always in sight: what each column comes to over the whole list. */
export const FootRow = memo(function FootRow({ columns, widths, foot, hasChecks, rowIndex }: FootRowProps) {
  return (
    <div role="rowgroup" className={classes.footRows} data-blank={Object.keys(foot.chosen).length === 0 || undefined}>
      <div role="row" aria-rowindex={rowIndex} className={classes.footRow}>
        {hasChecks && <div role="gridcell" aria-colindex={1} className={classes.check} />}
        {columns.map((column, place) => (
          <div
            key={column.id}
            role="gridcell"
            aria-colindex={place + 1 + (hasChecks ? 1 : 0)}
            className={classes.footCell}
            data-align={column.align}
            data-pinned={column.isPinned || undefined}
            data-checks={hasChecks || undefined}
            style={{ inlineSize: widths[place]?.width }}
          >
            {column.foot && <FootCell column={column} foot={foot} />}
          </div>
        ))}
      </div>
    </div>
  );
});

function FootCell({ column, foot }: { column: Column<any>; foot: Foot }) {
  const chosen = foot.chosen[column.id];
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.footButton}
          data-blank={chosen === undefined || undefined}
          aria-label={chosen === undefined ? t('ui.table.foot.of', { column: column.header }) : undefined}
        >
          {chosen === undefined ? (
            t('ui.table.foot')
          ) : (
            <>
              <span className="quiet">{foot.label(chosen)}</span> <span className="tabular">{foot.show(column.id)}</span>
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {column.foot!.map((name) => (
          <Menu.Item key={name} onClick={() => foot.onChoose(column.id, name)} aria-current={name === chosen || undefined}>
            {foot.label(name)}
          </Menu.Item>
        ))}
        {chosen !== undefined && <Menu.Item onClick={() => foot.onChoose(column.id, null)}>{t('ui.table.foot.none')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
