import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLayoutKanban, IconSearch, IconTable, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bulkSlots, listSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useAccountId, useAccountKey, useApi } from '../app/session.ts';
import { useDrawer, useGo, useUrlState } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import { ObjectIcon } from '../ui/object-icon.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { useColumnView } from '../ui/data-table/use-columns.ts';
import { countQuery, type ListedRecord, loadRecords, type Which } from './data.ts';
import { EmptyList } from './empty-list.tsx';
import { fieldIdsOf, useRecordColumns } from './columns.tsx';
import { GroupTabs, useGroupName } from './group-tabs.tsx';
import { ObjectOfAddress } from './object-of-address.tsx';
import { RecordCards } from './record-cards.tsx';

const SETTLED_MS = 250;

export default function ListPage() {
  return <ObjectOfAddress>{(object) => <RecordList key={object.id} object={object} />}</ObjectOfAddress>;
}

/** All records of an object, or those of a group, as a table or as cards. */
function RecordList({ object }: { object: ObjectType }) {
  const account = useAccount();
  const drawer = useDrawer();
  const [group] = useUrlState('group');
  const [search] = useUrlState('q');
  const [criteria] = useUrlState('criteria');
  const [view, setView] = useUrlState('view', 'table');
  const [sort] = useUrlState('sort');
  const columns = useRecordColumns(object, object.rights.edit !== 'none');
  const { view: shown } = useColumnView(listName(object), columns);
  const which: Which = { ...(group ? { group } : {}), ...(search ? { search } : {}), ...(criteria ? { criteria } : {}) };
  const { data: total } = useQuery(countQuery(useAccountId(), object.id, which));
  const groupName = useGroupName(object.id, group);
  const hasCards = object.fields.some((field) => field.type === 'dropdown');
  const heads = listSlots.filter((slot) => slot.visible?.(account, object) ?? true);
  const list = { object, which, columns: fieldIdsOf(shown.map(({ id }) => id)), sort };
  return (
    <>
      <PageHeader
        title={groupName ?? object.plural}
        mark={<ObjectIcon name={object.icon} size={22} />}
        meta={total !== undefined && t('ui.number', { count: total })}
        within={groupName ? [{ label: object.plural, path: `/records/${object.key}` }] : []}
        actions={
          <>
            {hasCards && (
              <SegmentedControl
                size="xs"
                aria-label={t('records.view')}
                value={view}
                onChange={setView}
                data={[
                  { value: 'table', label: <ViewLabel icon={IconTable} label={t('records.view.table')} /> },
                  { value: 'cards', label: <ViewLabel icon={IconLayoutKanban} label={t('records.view.cards')} /> },
                ]}
              />
            )}
            {heads.map(({ id, Button: Head }) => (
              <Head key={id} {...list} />
            ))}
            {object.rights.create && (
              <Button onClick={() => drawer.open(`new-record/${object.key}`)}>
                {t('records.add', { object: object.singular.toLocaleLowerCase() })}
              </Button>
            )}
          </>
        }
      >
        <GroupTabs object={object} group={group} />
        {heads.map(({ id, Line }) => Line && <Line key={id} {...list} />)}
      </PageHeader>
      {view === 'cards' && hasCards ? (
        <RecordCards object={object} which={which} filters={<SearchBox object={object} />} />
      ) : (
        <RecordTable
          object={object}
          columns={columns}
          which={which}
          total={total}
          isFiltered={Boolean(group || search || criteria)}
          groupName={groupName}
        />
      )}
    </>
  );
}

function ViewLabel({ icon: Icon, label }: { icon: typeof IconTable; label: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      <Icon size={15} aria-hidden="true" />
      {label}
    </span>
  );
}

const listName = (object: ObjectType): string => `records-${object.id}`;

interface RecordTableProps {
  object: ObjectType;
  columns: readonly Column<ListedRecord>[];
  which: Which;
  total: number | undefined;
  isFiltered: boolean;
  groupName: string | undefined;
}

function RecordTable({ object, columns, which, total, isFiltered, groupName }: RecordTableProps) {
  const api = useApi();
  const account = useAccount();
  const go = useGo();
  const actions = bulkSlots.filter((slot) => slot.visible?.(account, object) ?? true);
  return (
    <DataTable
      label={object.plural}
      name={listName(object)}
      columns={columns}
      queryKey={useAccountKey('records', object.id, 'list', which)}
      total={total}
      loadPage={({ columns: shown, ...page }) => loadRecords(api, object.id, { which, columns: fieldIdsOf(shown), ...page })}
      rowId={(row) => row.id}
      onOpen={(row) => go(`/records/${object.key}/${row.id}`)}
      filters={<SearchBox object={object} />}
      empty={<EmptyList object={object} isFiltered={isFiltered} />}
      allLabel={(count) =>
        t(groupName ? 'records.all.group' : isFiltered ? 'records.all.found' : 'records.all', {
          count,
          objects: object.plural.toLocaleLowerCase(),
        })
      }
      bulk={
        actions.length === 0
          ? undefined
          : (chosen) => actions.map(({ id, Button: Action }) => <Action key={id} object={object} which={which} {...chosen} />)
      }
    />
  );
}

function SearchBox({ object }: { object: ObjectType }) {
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
      aria-label={t('records.search', { objects: object.plural.toLocaleLowerCase() })}
      placeholder={t('records.search', { objects: object.plural.toLocaleLowerCase() })}
      leftSection={<IconSearch size={15} />}
      rightSection={
        text && (
          <ActionIcon size="sm" aria-label={t('records.search.clear')} onClick={() => change('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
