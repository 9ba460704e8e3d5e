import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { DELIVERY_STATUSES, type WebhookLine } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountKey, useApi, useCan } from '../app/session.ts';
import { useGo, useUrlState } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { LogDaysSection } from './log-days-section.tsx';
import { SecretSection } from './secret-section.tsx';
import { wordsOf } from './subscriptions-data.ts';
import { WebhookTabs } from './webhook-tabs.tsx';
import { isOpen, reasonOf, STATES, webhookCalls } from './webhooks-data.ts';
import classes from './webhooks.module.css';

/** Every request to other programs, whatever became of it, newest first; and what they are signed with. */
export default function WebhooksPage() {
  const api = useApi();
  const go = useGo();
  const account = useAccount();
  const maySign = useCan('settings.manage');
  const [status, setStatus] = useUrlState('status');
  const [typed, setHost] = useUrlState('host');
  const [host] = useDebouncedValue(typed.trim().toLowerCase(), 300);
  const [subscription, setSubscription] = useUrlState('subscription');
  const queryKey = useAccountKey('webhooks', 'list', status, host, subscription);
  const columns = useMemo(columnsOf, []);
  return (
    <SettingsPage title={t('webhooks.title')} meta={account.mode === 'practising' && t('webhooks.practising')} wide>
      {maySign && <WebhookTabs at="/settings/webhooks" />}
      {maySign && subscription === '' && <SecretSection />}
      {maySign && subscription === '' && <LogDaysSection />}
      <DataTable<WebhookLine>
        label={t('webhooks.title')}
        name="webhooks"
        columns={columns}
        queryKey={queryKey}
        loadPage={async ({ cursor, limit, signal }) => {
          const { webhooks, next } = await webhookCalls(api).list(
            { status, host, subscription, before: cursor, limit: Math.min(limit, 100) },
            signal,
          );
          return { rows: webhooks, next: next === null ? null : String(next) };
        }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/settings/webhooks/${row.id}`)}
        filters={
          <Group gap="xs">
            <Select
              aria-label={t('webhooks.status')}
              value={status}
              onChange={(next) => setStatus(next ?? '')}
              data={[
                { value: '', label: t('webhooks.all') },
                ...DELIVERY_STATUSES.filter((each) => each !== 'sending').map((each) => ({
                  value: each,
                  label: t(`webhooks.status.${each}`),
                })),
              ]}
              allowDeselect={false}
              w={170}
            />
            <TextInput
              aria-label={t('webhooks.host')}
              placeholder={t('webhooks.host')}
              value={typed}
              onChange={(event) => setHost(event.currentTarget.value)}
              w={190}
            />
            {subscription !== '' && (
              <Button variant="default" onClick={() => setSubscription('')}>
                {t('webhooks.log.of')} · {t('webhooks.log.of.all')}
              </Button>
            )}
          </Group>
        }
        empty={<Nothing isFiltered={status !== '' || host !== '' || subscription !== ''} />}
      />
    </SettingsPage>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const go = useGo();
  const mayBuild = useCan('automations.manage');
  return (
    <EmptyState
      title={t('webhooks.empty')}
      sentence={t(isFiltered ? 'webhooks.empty.filtered' : 'webhooks.empty.sentence')}
      action={mayBuild && !isFiltered && <Button onClick={() => go('/automations')}>{t('webhooks.empty.maps')}</Button>}
      example={!isFiltered && <Example />}
    />
  );
}

function Example() {
  return (
    <p className={classes.example}>
      <strong>POST {t('webhooks.host.example')}</strong>
      <StatusBadge state="good">{t('webhooks.status.sent')}</StatusBadge>
      <span>200</span>
    </p>
  );
}

function columnsOf(): Column<WebhookLine>[] {
  return [
    { id: 'to', header: t('webhooks.to'), render: (row) => `${row.method} ${row.host}`, width: 210, isPinned: true },
    {
      id: 'status',
      header: t('webhooks.status'),
      render: (row) => (
        <StatusBadge state={STATES[row.status]} open={isOpen(row)}>
          {t(`webhooks.status.${row.status}`)}
        </StatusBadge>
      ),
      width: 110,
      isDefault: true,
    },
    { id: 'answer', header: t('webhooks.answer'), render: (row) => row.responseStatus ?? '–', width: 90, align: 'end', isDefault: true },
    {
      id: 'event',
      header: t('webhooks.event'),
      render: (row) => (row.event ? wordsOf(row.event) : t('webhooks.ofMap')),
      width: 170,
      isDefault: true,
    },
    {
      id: 'about',
      header: t('webhooks.about'),
      render: (row) => (row.record ? row.record.name || t('webhooks.noName') : '–'),
      width: 170,
      isDefault: true,
    },
    {
      id: 'when',
      header: t('webhooks.when'),
      render: (row) => <RelativeTime time={row.settledAt ?? row.madeAt} />,
      width: 120,
      isDefault: true,
    },
    { id: 'attempts', header: t('webhooks.attempts'), render: (row) => row.attempts, width: 80, align: 'end', isDefault: true },
    { id: 'reason', header: t('webhooks.why'), render: reasonOf, width: 260, isDefault: true },
  ];
}
