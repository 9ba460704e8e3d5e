import { t } from '../app/messages/t.ts';
import { PageTabs } from '../ui/page-tabs.tsx';

/** Who is told, and what was sent: two sides of one place. */
export function WebhookTabs({ at }: { at: '/settings/webhooks/subscriptions' | '/settings/webhooks' }) {
  const tabs = [
    { label: t('webhooks.tab.subscriptions'), path: '/settings/webhooks/subscriptions' },
    { label: t('webhooks.tab.log'), path: '/settings/webhooks' },
  ];
  return <PageTabs label={t('webhooks.tabs')} tabs={tabs} at={at} />;
}
