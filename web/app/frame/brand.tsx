import { Link } from '@tanstack/react-router';
import { t } from '../messages/t.ts';
import { usePath } from '../url.ts';
import classes from './frame.module.css';

/** The mooring ring on the quay's edge. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--qs-accent)" />
      <g fill="none" stroke="var(--qs-on-accent)" strokeWidth="2.4" strokeLinecap="round">
        <circle cx="16" cy="13.5" r="6.6" />
        <path d="M16 20.1v3.4" />
        <path d="M6 25.5h20" />
      </g>
      <circle cx="16" cy="13.5" r="1.9" fill="var(--qs-on-accent)" />
    </svg>
  );
}

export function Brand() {
  const path = usePath();
  return (
    <Link to={path('/')} className={classes.brand}>
      <Mark />
      <span>{t('app.brand')}</span>
    </Link>
  );
}
