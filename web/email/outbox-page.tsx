import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { DELIVERY_STATUSES, type OutboxLine } from '../../src/email/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount, useAccountKey, useApi, useCan } from '../app/session.ts';
import { useGo, useUrlState } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Button } from '@mantine/core';
import { emailCalls, reasonText, STATUS_STATES } from './email-data.ts';
import classes from './email.module.css';

/** Every letter, whatever became of it, newest first. */
export default function OutboxPage() {
  const api = useApi();
  const go = useGo();
  const account = useAccount();
  const mayWrite = useCan('messages.manage');
  const [status, setStatus] = useUrlState('status');
  const queryKey = useAccountKey('outbox', 'list', status);
  const columns = useMemo(outboxColumns, []);
  return (
    <>
      <PageHeader title={t('email.outbox')} meta={account.mode === 'practising' && t('email.outbox.practising')} />
      <DataTable<OutboxLine>
        label={t('email.outbox')}
        name="outbox"
        columns={columns}
        queryKey={queryKey}
        loadPage={async ({ cursor, limit, signal }) => {
          const { letters, next } = await emailCalls(api).outbox({ status, before: cursor, limit: Math.min(limit, 100) }, signal);
          return { rows: letters, next: next === null ? null : String(next) };
        }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/outbox/${row.id}`)}
        filters={
          <Select
            aria-label={t('email.outbox.status')}
            value={status}
            onChange={(next) => setStatus(next ?? '')}
            data={[
              { value: '', label: t('email.outbox.all') },
              ...DELIVERY_STATUSES.filter((each) => each !== 'sending').map((each) => ({ value: each, label: t(`email.status.${each}`) })),
            ]}
            allowDeselect={false}
            w={180}
          />
        }
        empty={
          <EmptyState
            title={t('email.outbox.empty')}
            sentence={t(status ? 'email.outbox.empty.status' : 'email.outbox.empty.sentence')}
            action={mayWrite && !status && <Button onClick={() => go('/messages')}>{t('email.outbox.write')}</Button>}
            example={!status && <ExampleLetter />}
          />
        }
      />
    </>
  );
}

function outboxColumns(): Column<OutboxLine>[] {
  return [
    {
      id: 'reader',
      header: t('email.outbox.reader'),
      render: (row) => row.recordName || row.address || t('email.outbox.noName'),
      width: 220,
      isPinned: true,
    },
    { id: 'subject', header: t('email.outbox.subject'), render: (row) => row.subject ?? '–', width: 320, isDefault: true },
    {
      id: 'status',
      header: t('email.outbox.status'),
      render: (row) => (
        <StatusBadge state={STATUS_STATES[row.status]} open={row.status === 'queued'}>
          {t(`email.status.${row.status}`)}
        </StatusBadge>
      ),
      width: 120,
      isDefault: true,
    },
    {
      id: 'when',
      header: t('email.outbox.when'),
      render: (row) => <RelativeTime time={row.sentAt ?? row.queuedAt} />,
      width: 140,
      isDefault: true,
    },
    { id: 'message', header: t('email.outbox.message'), render: (row) => row.messageName, width: 200, isDefault: true },
    {
      id: 'reason',
      header: t('email.outbox.reason'),
      render: (row) => (row.reason ? reasonText(row.reason) : ''),
      width: 300,
      isDefault: true,
    },
  ];
}

function ExampleLetter() {
  return (
    <ul className={classes.list}>
      <li>
        <strong>{t('email.outbox.example.reader')}</strong>
        <StatusBadge state="quiet">{t('email.status.captured')}</StatusBadge>
      </li>
      <li>{t('email.outbox.example.subject')}</li>
    </ul>
  );
}
