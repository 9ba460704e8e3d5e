import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { later } from '../../app/later.tsx';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccount, useAccountKey, useApi, useObjects, useRefresh } from '../../app/session.ts';
import { useUrlState } from '../../app/url.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import type { Column, Selection } from '../../ui/data-table/types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

const SETTLED_MS = 250;
const DAY_MS = 86_400_000;

interface Binned {
  id: number;
  name: string;
  deletedAt: string;
  removedAt: string;
  deletedBy: string | null;
}

const BulkDialog = later(async () => (await import('../../transfer/index.tsx')).BulkDialog);

/** What was deleted within 30 days, object by object: to be found, brought back, or removed for good. */
export default function BinPage() {
  const objects = useObjects().filter(({ rights }) => rights.delete !== 'none');
  const [key, setKey] = useUrlState('object');
  const object = objects.find((one) => one.key === key) ?? objects[0];
  return (
    <>
      <PageHeader
        title={t('bulk.bin')}
        actions={
          objects.length > 1 && (
            <Select
              size="sm"
              aria-label={t('bulk.bin.objects')}
              data={objects.map((one) => ({ value: one.key, label: one.plural }))}
              value={object?.key ?? null}
              onChange={(next) => setKey(next ?? '')}
              allowDeselect={false}
            />
          )
        }
      />
      {object ? (
        <BinList key={object.id} object={object} />
      ) : (
        <EmptyState title={t('bulk.bin.empty')} sentence={t('bulk.bin.empty.sentence')} />
      )}
    </>
  );
}

function BinList({ object }: { object: ObjectType }) {
  const api = useApi();
  const account = useAccount();
  const [search] = useUrlState('q');
  const refresh = useRefresh();
  const columns = useMemo(() => binColumns(account.clockOffsetMs), [account.clockOffsetMs]);
  const restore = (row: Binned): void =>
    void api
      .post(`/api/records/${object.id}/${row.id}/restore`)
      .then(async () => {
        showDone(t('bulk.bin.restored', { name: row.name || t('ui.unnamed') }));
        await refresh('bin');
        await refresh('records');
      })
      .catch(showProblem);
  return (
    <DataTable<Binned>
      label={t('bulk.bin')}
      name="bin"
      columns={[
        ...columns,
        {
          id: 'restore',
          header: t('bulk.bin.restore'),
          render: (row) => (
            <Button variant="subtle" size="compact-sm" onClick={() => restore(row)} aria-label={`${t('bulk.bin.restore')} ${row.name}`}>
              {t('bulk.bin.restore')}
            </Button>
          ),
          width: 120,
          isDefault: true,
        },
      ]}
      queryKey={useAccountKey('bin', object.id, search)}
      loadPage={async ({ cursor, signal }) => {
        const page = await api.get(`/api/records/${object.id}/bin`, { search, cursor }, signal);
        return { rows: page.records, next: page.next, total: page.total };
      }}
      rowId={(row) => row.id}
      filters={<SearchBox />}
      allLabel={(count) => t('bulk.bin.all', { count })}
      empty={
        search ? (
          <EmptyState title={t('bulk.bin.notFound')} sentence={t('bulk.bin.notFound.sentence')} />
        ) : (
          <EmptyState title={t('bulk.bin.empty')} sentence={t('bulk.bin.empty.sentence')} />
        )
      }
      {...(object.rights.bulk ? { bulk: (chosen: Chosen) => <BinActions object={object} search={search} {...chosen} /> } : {})}
    />
  );
}

interface Chosen {
  selection: Selection;
  count: number | null;
  clear: () => void;
}

/** What can be done with what is chosen in the bin. */
function BinActions({ object, search, selection, count, clear }: Chosen & { object: ObjectType; search: string }) {
  const [kind, setKind] = useState<string | null>(null);
  const chosen = (ids: ReadonlySet<number | string>): number[] => [...ids].map(Number);
  const which = selection.isAll
    ? { bin: true, ...(search ? { search } : {}), ...(selection.except.size > 0 ? { except: chosen(selection.except) } : {}) }
    : { bin: true, ids: chosen(selection.ids) };
  return (
    <>
      <Button size="compact-md" onClick={() => setKind('record.restore')}>
        {t('bulk.bin.restore')}
      </Button>
      <Button size="compact-md" variant="default" c="bad" onClick={() => setKind('record.erase')}>
        {t('bulk.bin.erase')}
      </Button>
      {kind && <BulkDialog object={object} kind={kind} which={which} count={count} onClose={() => setKind(null)} onStarted={clear} />}
    </>
  );
}

const binColumns = (clockOffsetMs: number): Column<Binned>[] => [
  { id: 'name', header: t('bulk.bin.name'), render: ({ name }) => name || t('ui.unnamed'), width: 280, isPinned: true },
  {
    id: 'deletedBy',
    header: t('bulk.bin.by'),
    render: ({ deletedBy }) => deletedBy ?? <span className="quiet">{t('bulk.bin.by.program')}</span>,
    width: 200,
    isDefault: true,
  },
  {
    id: 'deletedAt',
    header: t('bulk.bin.when'),
    render: ({ deletedAt }) => <RelativeTime time={deletedAt} />,
    width: 150,
    isDefault: true,
  },
  {
    id: 'removedAt',
    header: t('bulk.bin.left'),
    render: ({ removedAt }) =>
      t('bulk.bin.left.days', { days: Math.max(0, Math.ceil((Date.parse(removedAt) - Date.now() - clockOffsetMs) / DAY_MS)) }),
    width: 150,
    isDefault: true,
  },
];

function SearchBox() {
  const [search, setSearch] = useUrlState('q');
  const [text, setText] = useState(search);
  const settle = useDebouncedCallback((value: string) => setSearch(value.trim()), SETTLED_MS);
  const change = (value: string): void => {
    setText(value);
    settle(value);
  };
  return (
    <TextInput
      size="xs"
      w={260}
      aria-label={t('bulk.bin.find')}
      placeholder={t('bulk.bin.find')}
      leftSection={<IconSearch size={15} />}
      rightSection={
        text && (
          <ActionIcon size="sm" aria-label={t('ui.table.clear')} onClick={() => change('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
