import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Subscription } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountKey, useApi, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { MadeSecret } from './made-secret.tsx';
import { SubscriptionForm } from './subscription-form.tsx';
import { eventsInWords, stateOf } from './subscriptions-data.ts';
import { WebhookTabs } from './webhook-tabs.tsx';
import classes from './webhooks.module.css';

/** The programs that are told what happens, and how it goes with each. */
export default function SubscriptionsPage() {
  const account = useAccount();
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const queryKey = useAccountKey('webhooks', 'list-of-subscriptions');
  const columns = useMemo(columnsOf, []);
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<(Subscription & { secret?: string }) | null>(null);
  const add = <Button onClick={() => setAdding(true)}>{t('webhooks.subs.add')}</Button>;
  return (
    <SettingsPage title={t('webhooks.title')} meta={account.mode === 'practising' && t('webhooks.practising')} actions={add} wide>
      <WebhookTabs at="/settings/webhooks/subscriptions" />
      <DataTable<Subscription>
        label={t('webhooks.tab.subscriptions')}
        name="webhook-subscriptions"
        columns={columns}
        queryKey={queryKey}
        loadPage={async ({ signal }) => {
          const { subscriptions } = await api.get<{ subscriptions: Subscription[] }>('/api/webhook-subscriptions', undefined, signal);
          return { rows: subscriptions, next: null };
        }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/settings/webhooks/subscriptions/${row.id}`)}
        empty={
          <EmptyState
            title={t('webhooks.subs.empty')}
            sentence={t('webhooks.subs.empty.sentence')}
            action={<Button onClick={() => setAdding(true)}>{t('webhooks.subs.add')}</Button>}
            example={<Example />}
          />
        }
      />
      {isAdding && (
        <SubscriptionForm
          onClose={() => setAdding(false)}
          onDone={(subscription) => {
            setAdding(false);
            setMade(subscription);
            void refresh('webhooks');
          }}
        />
      )}
      {made?.secret && (
        <MadeSecret
          secret={made.secret}
          onClose={() => {
            setMade(null);
            go(`/settings/webhooks/subscriptions/${made.id}`);
          }}
        />
      )}
    </SettingsPage>
  );
}

function Example() {
  return (
    <p className={classes.example}>
      <strong>{t('webhooks.host.example')}</strong>
      <StatusBadge state="good">{t('webhooks.subs.state.active')}</StatusBadge>
      <code>tag.added</code>
    </p>
  );
}

function columnsOf(): Column<Subscription>[] {
  return [
    {
      id: 'address',
      header: t('webhooks.subs.address'),
      render: (row) => <bdi>{row.url.replace(/^https?:\/\//, '')}</bdi>,
      width: 240,
      isPinned: true,
    },
    {
      id: 'state',
      header: t('webhooks.subs.state'),
      render: (row) => <StatusBadge state={stateOf(row).color}>{stateOf(row).label}</StatusBadge>,
      width: 110,
      isDefault: true,
    },
    { id: 'events', header: t('webhooks.subs.events'), render: (row) => eventsInWords(row), width: 240, isDefault: true },
    {
      id: 'taken',
      header: t('webhooks.subs.taken'),
      render: (row) => (row.takenAt === null ? '–' : <RelativeTime time={row.takenAt} />),
      width: 130,
      isDefault: true,
    },
    {
      id: 'failing',
      header: t('webhooks.subs.failingSince'),
      render: (row) => (row.failingSince === null ? '–' : <RelativeTime time={row.failingSince} />),
      width: 130,
      isDefault: true,
    },
    { id: 'waiting', header: t('webhooks.subs.waiting'), render: (row) => row.waiting, width: 90, align: 'end', isDefault: true },
    { id: 'format', header: t('webhooks.subs.format'), render: (row) => t(`webhooks.subs.format.${row.format}`), width: 120 },
  ];
}
