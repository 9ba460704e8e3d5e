import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountKey, useApi, useObjects, useAccountId } from '../../app/session.ts';
import { colleaguesQuery } from '../../records/index.tsx';
import { useGo } from '../../app/url.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { bulkCalls, type BulkRunView, deedOf, type Users } from './bulk-data.ts';
import { RunState } from './run-state.tsx';

/** Everything that was done with many records at once, newest first. */
export default function BulkRunsPage() {
  const api = useApi();
  const go = useGo();
  const objects = useObjects();
  const { data: users = [] } = useQuery(colleaguesQuery(useAccountId()));
  const columns = useMemo(() => runColumns(objects, users), [objects, users]);
  return (
    <>
      <PageHeader title={t('bulk.title')} />
      <DataTable<BulkRunView>
        label={t('bulk.title')}
        name="bulk"
        columns={columns}
        queryKey={useAccountKey('bulk', 'list')}
        loadPage={async ({ cursor, signal }) => {
          const { runs, next } = await bulkCalls(api).list(cursor, signal);
          return { rows: runs, next: next === null ? null : String(next) };
        }}
        rowId={(row) => row.id}
        onOpen={(row) => go(`/bulk/${row.id}`)}
        empty={<EmptyState title={t('bulk.empty')} sentence={t('bulk.empty.sentence')} />}
      />
    </>
  );
}

const runColumns = (objects: readonly ObjectType[], users: Users): Column<BulkRunView>[] => [
  {
    id: 'what',
    header: t('bulk.column.what'),
    render: (run) => deedOf(run, { object: objects.find(({ id }) => id === run.objectId), users }),
    width: 280,
    isPinned: true,
  },
  { id: 'status', header: t('bulk.column.status'), render: (run) => <RunState run={run} />, width: 120, isDefault: true },
  {
    id: 'object',
    header: t('bulk.column.object'),
    render: ({ objectId }) => objects.find(({ id }) => id === objectId)?.plural ?? '',
    width: 130,
    isDefault: true,
  },
  ...(['changed', 'unchanged', 'failed'] as const).map((count): Column<BulkRunView> => ({
    id: count,
    header: t(`bulk.column.${count}`),
    render: (run) => t('ui.number', { count: run[count] }),
    width: 120,
    align: 'end',
    isDefault: true,
  })),
  {
    id: 'who',
    header: t('bulk.column.who'),
    render: ({ startedBy }) => users.find(({ id }) => id === startedBy)?.name ?? '',
    width: 160,
    isDefault: true,
  },
  {
    id: 'when',
    header: t('bulk.column.when'),
    render: ({ createdAt }) => <RelativeTime time={createdAt} />,
    width: 150,
    isDefault: true,
  },
];
