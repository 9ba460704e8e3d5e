import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../app/messages/t.ts';
import classes from './data-table.module.css';
import { countSelected, isEmpty } from './selection.ts';
import type { Selection } from './types.ts';

interface BulkBarProps {
  selection: Selection;
  total: number | null;
  /** The total is a guess that is being made exact. */
  isAbout: boolean;
  allLabel: (total: number) => string;
  onSelectAll: () => void;
  onClear: () => void;
  children: ReactNode;
}

/** At the foot while something is chosen: what that means, and what can be done with it. Without a choice it says how many there are. */
export function BulkBar({ selection, total: counted, isAbout, allLabel, onSelectAll, onClear, children }: BulkBarProps) {
  const total = isAbout ? null : counted;
  if (isEmpty(selection, total) || (selection.isAll && total === 0)) {
    return (
      <div className={classes.foot}>
        {counted !== null && <span className="quiet">{t(isAbout ? 'ui.table.about' : 'ui.table.total', { count: counted })}</span>}
      </div>
    );
  }
  return (
    <div className={classes.foot} data-chosen role="region" aria-label={t('ui.table.chosen')}>
      <strong aria-live="polite">{describe(selection, total, allLabel)}</strong>
      {!selection.isAll && total !== null && total > selection.ids.size && (
        <Button variant="transparent" size="compact-sm" px={0} onClick={onSelectAll}>
          {t('ui.table.chooseAll', { label: allLabel(total).toLocaleLowerCase() })}
        </Button>
      )}
      <Button variant="transparent" size="compact-sm" px={0} onClick={onClear}>
        {t('ui.table.clear')}
      </Button>
      <div className={classes.bulk}>{children}</div>
    </div>
  );
}

function describe(selection: Selection, total: number | null, allLabel: (total: number) => string): string {
  const count = countSelected(selection, total);
  if (!selection.isAll) return t('ui.table.some', { count: count ?? 0 });
  if (total === null || count === null) return t('ui.table.allUnknown');
  return selection.except.size === 0 ? allLabel(total) : t('ui.table.allBut', { count, except: selection.except.size });
}
