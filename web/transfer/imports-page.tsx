import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ImportView } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountKey, useApi, useObjects } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { STATUS_STATES, transferCalls } from './transfer-data.ts';

/** Every file that was brought in, newest first. */
export default function ImportsPage() {
  const api = useApi();
  const go = useGo();
  const path = usePath();
  const objects = useObjects();
  const columns = useMemo(() => importColumns(objects), [objects]);
  const start = (
    <Button component={Link} to={path('/imports/new')}>
      {t('transfer.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('transfer.imports')} actions={start} />
      <DataTable<ImportView>
        label={t('transfer.imports')}
        name="imports"
        columns={columns}
        queryKey={useAccountKey('imports', 'list')}
        loadPage={async ({ cursor, signal }) => {
          const { imports, next } = await transferCalls(api).list(cursor, signal);
          return { rows: imports, next: next === null ? null : String(next) };
        }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/imports/${row.id}`)}
        empty={<EmptyState title={t('transfer.empty')} sentence={t('transfer.empty.sentence')} action={start} />}
      />
    </>
  );
}

const importColumns = (objects: readonly ObjectType[]): Column<ImportView>[] => [
  { id: 'file', header: t('transfer.column.file'), render: ({ fileName }) => fileName, width: 260, isPinned: true },
  {
    id: 'status',
    header: t('transfer.column.status'),
    render: ({ status }) => (
      <StatusBadge state={STATUS_STATES[status]} open={status === 'draft'}>
        {t(`transfer.status.${status}`)}
      </StatusBadge>
    ),
    width: 130,
    isDefault: true,
  },
  {
    id: 'object',
    header: t('transfer.into'),
    render: ({ objectId }) => objects.find(({ id }) => id === objectId)?.plural ?? '',
    width: 140,
    isDefault: true,
  },
  ...(['rowsRead', 'created', 'updated', 'rejected'] as const).map((count): Column<ImportView> => ({
    id: count,
    header: t(`transfer.column.${count}`),
    render: ({ progress }) => t('ui.number', { count: progress[count] }),
    width: 110,
    align: 'end',
    isDefault: true,
  })),
  {
    id: 'when',
    header: t('transfer.column.when'),
    render: ({ startedAt, createdAt }) => <RelativeTime time={startedAt ?? createdAt} />,
    width: 150,
    isDefault: true,
  },
];
