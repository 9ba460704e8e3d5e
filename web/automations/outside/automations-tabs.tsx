import { Tabs } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { useGo } from '../../app/url.ts';

/** The two lists of what works by itself: maps, and rules outside them. */
export function AutomationsTabs({ shown }: { shown: 'maps' | 'rules' }) {
  const go = useGo();
  return (
    <Tabs value={shown} onChange={(next) => go(next === 'rules' ? '/automations/rules' : '/automations')} mt="xs" mb={-12}>
      <Tabs.List aria-label={t('rules.tabs')}>
        <Tabs.Tab value="maps">{t('rules.tab.maps')}</Tabs.Tab>
        <Tabs.Tab value="rules">{t('rules.tab.rules')}</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  );
}
