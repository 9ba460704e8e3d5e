import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconLayoutKanban, IconSearch, IconTable, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { later, whenIdle } from '../app/later.tsx';
import { bulkSlots, listSlots } from '../app/list-slots.tsx';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useAccountId, useAccountKey, useApi } from '../app/session.ts';
import { useDrawer, useGo, useSetSearch, useUrlState } from '../app/url.ts';
import { DataTable } from '../ui/data-table/data-table.tsx';
import type { Column } from '../ui/data-table/types.ts';
import { useColumnView } from '../ui/data-table/use-columns.ts';
import { Loading } from '../ui/loading.tsx';
import { ObjectIcon } from '../ui/object-icon.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { loadCellInput } from './cell-entry.tsx';
import { useRecordColumns } from './columns.tsx';
import { countQuery, recordQuery, type Which } from './data.ts';
import { exportedColumns, type ListedRecord, loadList, loadRange } from './list-data.ts';
import { addressOf, type ListAddress, useListAddress } from './list-state.ts';
import { ListTabs } from './list-tabs.tsx';
import classes from './list.module.css';
import { ObjectOfAddress } from './object-of-address.tsx';
import { pasteCells } from './paste-cells.ts';
import { type Edits, useEdits } from './use-edits.ts';
import { useGroupName } from './use-groups.ts';
import { useListFoot } from './use-list-foot.tsx';
import { type ListLength, useListPlaces } from './use-list-places.ts';
import { useSortOnDemand } from './use-sort-on-demand.ts';
import { ViewActions } from './view-actions.tsx';
import { type View, viewsQuery } from './views-data.ts';

const RecordCards = later(async () => (await import('./record-cards.tsx')).RecordCards, Loading);
const EmptyList = later(async () => (await import('./empty-list.tsx')).EmptyList, Loading);
const SortQuestion = later(async () => (await import('./sort-question.tsx')).SortQuestion);

const SETTLED_MS = 250;

export default function ListPage() {
  return <ObjectOfAddress>{(object) => <ListOfViews key={object.id} object={object} />}</ObjectOfAddress>;
}

/** Opens the view an address names, or the one its reader begins with, by stating all of it in the address. */
function ListOfViews({ object }: { object: ObjectType }) {
  const address = useListAddress();
  const setSearch = useSetSearch();
  const { data: views, isPending } = useQuery(viewsQuery(useAccountId(), object.id));
  const named = views?.find(({ id }) => String(id) === address.view);
  const opening = address.isBare
    ? (named ?? (address.view === undefined ? views?.find(({ isDefault }) => isDefault) : undefined))
    : undefined;
  useEffect(() => {
    if (opening) setSearch(addressOf(opening.settings, opening.id) as Record<string, string | undefined>);
  }, [opening, setSearch]);
  if (opening || (isPending && address.isBare)) return <Loading />;
  return <RecordList object={object} address={address} views={views ?? []} view={named} />;
}

interface RecordListProps {
  object: ObjectType;
  address: ListAddress;
  views: readonly View[];
  view: View | undefined;
}

/** The records of an object as a view, a group or an address has them, as a table or as cards. */
function RecordList({ object, address, views, view }: RecordListProps) {
  const account = useAccount();
  const drawer = useDrawer();
  const [mode, setMode] = useUrlState('mode', 'table');
  useEffect(() => whenIdle(loadWhatFollows), []);
  const { group = '', q: search, criteria, sort = '' } = address;
  const edits = useEdits(object);
  const demand = useSortOnDemand(object);
  const columns = useRecordColumns({ object, edits: object.rights.edit === 'none' ? undefined : edits, askSort: demand.askSort });
  const { view: shown } = useColumnView(listName(object), columns, view !== undefined);
  const which: Which = { ...(group ? { group } : {}), ...(search ? { search } : {}), ...(criteria ? { criteria } : {}) };
  const groupName = useGroupName(object.id, group);
  const title = view?.name ?? groupName;
  const isCards = mode === 'cards' && object.fields.some((field) => field.type === 'dropdown');
  const length = useListLength(object, { which, sort, isCards });
  const heads = listSlots.filter((slot) => slot.visible?.(account, object) ?? true);
  const list = { object, which, columns: exportedColumns(shown.map(({ id }) => id)), sort };
  return (
    <>
      <PageHeader
        title={title ?? object.plural}
        mark={<ObjectIcon name={object.icon} size={22} />}
        meta={length.total !== undefined && t(length.isAbout ? 'lists.about' : 'ui.number', { count: length.total })}
        within={title ? [{ label: object.plural, path: `/records/${object.key}?mode=table` }] : []}
        actions={
          <>
            <ModeControl object={object} mode={mode} onChange={setMode} />
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
        <div className={classes.tabsBar}>
          <ListTabs object={object} views={views} view={view} group={group} />
          <ViewActions object={object} columns={columns} address={address} view={view} />
        </div>
        {heads.map(({ id, Line }) => Line && <Line key={id} {...list} />)}
      </PageHeader>
      {isCards ? (
        <RecordCards object={object} which={which} filters={<SearchBox object={object} />} />
      ) : (
        <RecordTable {...{ object, columns, which, length, edits, groupName }} isView={view !== undefined} />
      )}
      {demand.field && <SortQuestion {...demand} />}
    </>
  );
}

const loadRecordPage = (): void => void import('./record-page.tsx').catch(() => undefined);

/** From a list people go on to a record, or enter something into a cell. */
function loadWhatFollows(): void {
  void loadCellInput().catch(() => undefined);
  loadRecordPage();
}

/** How long the list is: of a table with its places, of cards counted alone. */
function useListLength(object: ObjectType, { which, sort, isCards }: { which: Which; sort: string; isCards: boolean }): ListLength {
  const table = useListPlaces(object, which, sort, !isCards);
  const { data } = useQuery({ ...countQuery(useAccountId(), object.id, which), enabled: isCards });
  return isCards ? { places: undefined, total: data, isAbout: false } : table;
}

function ModeControl({ object, mode, onChange }: { object: ObjectType; mode: string; onChange: (mode: string) => void }) {
  if (!object.fields.some((field) => field.type === 'dropdown')) return null;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('records.view')}
      value={mode}
      onChange={onChange}
      data={[
        { value: 'table', label: <ModeLabel icon={IconTable} label={t('records.view.table')} /> },
        { value: 'cards', label: <ModeLabel icon={IconLayoutKanban} label={t('records.view.cards')} /> },
      ]}
    />
  );
}

function ModeLabel({ icon: Icon, label }: { icon: typeof IconTable; label: string }) {
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
  length: ListLength;
  edits: Edits;
  groupName: string | undefined;
  isView: boolean;
}

function RecordTable({ object, columns, which, length, edits, groupName, isView }: RecordTableProps) {
  const api = useApi();
  const account = useAccount();
  const go = useGo();
  const queries = useQueryClient();
  const foot = useListFoot(object, which);
  const actions = bulkSlots.filter((slot) => slot.visible?.(account, object) ?? true);
  const isFiltered = Boolean(which.group || which.search || which.criteria);
  const fieldOf = (columnId: string) => object.fields.find(({ id }) => columnId === `f${id}`);
  return (
    <DataTable
      label={object.plural}
      name={listName(object)}
      columns={columns}
      isView={isView}
      queryKey={useAccountKey('records', object.id, 'list', which)}
      total={length.total}
      isAbout={length.isAbout}
      places={length.places}
      foot={foot}
      loadPage={(page) => loadList(api, object.id, which, page)}
      loadRange={(order, from, to) => loadRange(api, object.id, { which, sort: order, from, to })}
      rowId={(row) => row.id}
      onOpen={(row) => go(`/records/${object.key}/${row.id}`)}
      onAim={(row) => {
        loadRecordPage();
        void queries.prefetchQuery(recordQuery(account.id, object.id, row.id));
      }}
      onClear={(row, columnId) => {
        const field = fieldOf(columnId);
        if (field) edits.save([{ row, fieldId: field.id, value: null }]);
      }}
      onPaste={(cells) => pasteCells({ edits, cells: cells.map(({ columnId, ...cell }) => ({ ...cell, field: fieldOf(columnId) })) })}
      onUndo={edits.undo}
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
          : ({ columns: shown, ...chosen }) =>
              actions.map(({ id, Button: Action }) => (
                <Action key={id} object={object} which={which} columns={exportedColumns(shown)} {...chosen} />
              ))
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
  // Another view, or a step back, changes the words from outside.
  useEffect(() => setText((before) => (before.trim() === search ? before : search)), [search]);
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
