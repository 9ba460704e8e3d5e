import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { usePath } from '../../app/url.ts';
import classes from './broadcasts.module.css';

/** What is written, and what was sent of it: two sides of one place. */
export function MessageTabs({ at }: { at: 'messages' | 'broadcasts' }) {
  const path = usePath();
  const tabs = [
    { id: 'messages', label: t('email.messages'), to: path('/messages') },
    { id: 'broadcasts', label: t('broadcasts.title'), to: path('/messages/broadcasts') },
  ] as const;
  return (
    <nav aria-label={t('broadcasts.tabs')} className={classes.tabs}>
      {tabs.map(({ id, label, to }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: true }}
          activeProps={{}}
          aria-current={id === at ? 'page' : undefined}
          className={classes.tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
