import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { usePath } from '../app/url.ts';
import classes from './webhooks.module.css';

/** Who is told, and what was sent: two sides of one place. */
export function WebhookTabs({ at }: { at: 'subscriptions' | 'log' }) {
  const path = usePath();
  const tabs = [
    { id: 'subscriptions', label: t('webhooks.tab.subscriptions'), to: path('/settings/webhooks/subscriptions') },
    { id: 'log', label: t('webhooks.tab.log'), to: path('/settings/webhooks') },
  ] as const;
  return (
    <nav aria-label={t('webhooks.tabs')} className={classes.tabs}>
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
