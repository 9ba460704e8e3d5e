import type { ChangeEvent } from 'react';
import classes from './tick.module.css';

interface TickProps {
  label: string;
  checked: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** A small checkbox that looks as all others do, for rows that come and go by the hundred. */
export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <span className={classes.tick}>
      <input type="checkbox" className={classes.box} tabIndex={-1} aria-label={label} checked={checked} onChange={onChange} />
      {checked && (
        <svg viewBox="0 0 10 7" fill="none" className={classes.mark} aria-hidden="true">
          <path
            d="M4 4.586L1.707 2.293A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"
            fill="currentColor"
            fillRule="evenodd"
            clipRule="evenodd"
          />
        </svg>
      )}
    </span>
  );
}
