import type { ReactNode } from 'react';
import type { State } from '../app/tokens.ts';
import classes from './status-badge.module.css';

/** A state in a word, with a mark that says the same without colour: filled is on or done, a ring is not yet. */
export function StatusBadge({ state, open, children }: { state: State | 'quiet'; open?: boolean; children: ReactNode }) {
  return (
    <span className={classes.badge} data-state={state} data-open={open || undefined}>
      {children}
    </span>
  );
}
