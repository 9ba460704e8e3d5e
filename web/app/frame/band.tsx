import type { ReactNode } from 'react';
import classes from './frame.module.css';

export type BandTone = 'info' | 'warn' | 'bad' | 'sea';

interface BandProps {
  tone: BandTone;
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}

/** One line above the screen that says what is unusual here, and what to do about it. */
export function Band({ tone, icon, children, action }: BandProps) {
  return (
    <div className={classes.band} data-tone={tone}>
      {icon}
      <span className={classes.bandText}>{children}</span>
      {action}
    </div>
  );
}
