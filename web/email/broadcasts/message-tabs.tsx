import { t } from '../../app/messages/t.ts';
import { PageTabs } from '../../ui/page-tabs.tsx';

/** What is written, and what was sent of it: two sides of one place. */
export function MessageTabs({ at }: { at: '/messages' | '/messages/broadcasts' }) {
  const tabs = [
    { label: t('email.messages'), path: '/messages' },
    { label: t('broadcasts.title'), path: '/messages/broadcasts' },
  ];
  return <PageTabs label={t('broadcasts.tabs')} tabs={tabs} at={at} />;
}
