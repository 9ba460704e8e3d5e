import type { ReactNode } from 'react';
import type { State } from '../app/tokens.ts';
import classes from './status-badge.module.css';

interface StatusBadgeProps {
  state: State | 'quiet';
  /** Not yet, or no longer. */
  open?: boolean;
  /** Holds a sentence, which may take several lines. */
  wraps?: boolean;
  children: ReactNode;
}

/** A state in a word, with a mark that says the same without colour: filled is on or done, a ring is not yet. */
export function StatusBadge({ state, open, wraps, children }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-state={state} data-open={open || undefined} data-wraps={wraps || undefined}>
      {children}
    </span>
  );
}
