import { Button, SegmentedControl, Select, Switch, Tabs, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { STATES } from '../../src/inbox/schema.ts';
import { useLive } from '../app/live.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useCan, useRefresh } from '../app/session.ts';
import { useGo, useSetSearch, useUrlState } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { ExampleConversation } from './example-conversation.tsx';
import { InboxBulk } from './inbox-bulk.tsx';
import { countsQuery, type Filter, inboxesQuery } from './inbox-data.ts';
import { InboxDialogs } from './inbox-dialogs.tsx';
import classes from './inbox.module.css';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useInboxWork } from './use-inbox-work.ts';

/** Two columns fit from here on: the list, and the conversation at hand. */
const WIDE = '(min-width: 62em)';
const TABS = [...STATES, 'any', 'spam'] as const;

/** What people write to the team: read, answered, handed over and closed one by one, by keyboard too. */
export default function InboxPage() {
  const [state] = useUrlState('state', 'open');
  const [inbox] = useUrlState('inbox');
  const [assigned] = useUrlState('assigned', 'anybody');
  const [unread] = useUrlState('unread');
  const [search] = useUrlState('search');
  const [words] = useDebouncedValue(search.trim(), 250);
  const isWide = useMediaQuery(WIDE, window.matchMedia(WIDE).matches, { getInitialValueInEffect: false });
  const filter = { inbox, state, assigned, unread: unread === '1', search: words };
  const work = useInboxWork(filter, isWide);
  useInboxKeys(work);
  useNews();
  const { list, lines } = work;
  const isOpen = work.opened !== '';
  return (
    <div className={classes.page} data-open={isOpen || undefined}>
      <PageHeader title={t('inbox.title')} actions={<Filters />}>
        <StateTabs state={state} />
      </PageHeader>
      {isOpen && !isWide && <VisuallyHidden component="h1">{t('inbox.title')}</VisuallyHidden>}
      {list.error && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && lines.length === 0 && !isOpen && <Nothing filter={filter} />}
      {(lines.length > 0 || isOpen) && (
        <div className={classes.work} data-open={isOpen || undefined}>
          <ConversationList work={work} />
          {work.currentId === undefined ? (
            <p className={classes.none}>{t('inbox.none')}</p>
          ) : (
            <ConversationPane key={work.currentId} id={work.currentId} work={work} />
          )}
        </div>
      )}
      <InboxBulk work={work} />
      <InboxDialogs work={work} />
    </div>
  );
}

/** Reads the lists again whenever something happens in an inbox. */
function useNews(): void {
  const refresh = useRefresh();
  const { data: inboxes = [] } = useQuery(inboxesQuery(useAccountId()));
  const topics = inboxes.filter(({ isMine }) => isMine).map(({ id }) => `inbox/${id}`);
  useLive(topics.slice(0, 20), () => void refresh('conversations'));
}

function StateTabs({ state }: { state: string }) {
  const set = useSetSearch();
  const { data: counts } = useQuery(countsQuery(useAccountId()));
  const open = counts?.inboxes.reduce((sum, one) => sum + one.open, 0) ?? 0;
  return (
    <Tabs
      value={state}
      onChange={(next) => set({ state: next === 'open' ? undefined : (next ?? undefined), c: undefined })}
      mt="xs"
      mb={-12}
    >
      <Tabs.List aria-label={t('inbox.states')} className={classes.tabs}>
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one} rightSection={one === 'open' && open > 0 ? <span className={classes.count}>{open}</span> : null}>
            {t(`inbox.state.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

/** Which inbox, whose, and with which words. */
function Filters() {
  const set = useSetSearch();
  const [inbox] = useUrlState('inbox');
  const [assigned] = useUrlState('assigned', 'anybody');
  const [unread, setUnread] = useUrlState('unread');
  const [search, setSearch] = useUrlState('search');
  const [typed, setTyped] = useState(search);
  const { data: inboxes = [] } = useQuery(inboxesQuery(useAccountId()));
  const mine = inboxes.filter(({ isMine }) => isMine);
  return (
    <div className={classes.filters}>
      <TextInput
        aria-label={t('inbox.search')}
        placeholder={t('inbox.search')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setSearch(event.currentTarget.value);
        }}
        className={classes.search}
      />
      {mine.length > 1 && (
        <Select
          aria-label={t('inbox.which')}
          data={[{ value: '', label: t('inbox.all') }, ...mine.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={inbox}
          allowDeselect={false}
          onChange={(next) => set({ inbox: next || undefined, c: undefined })}
          w={160}
        />
      )}
      <SegmentedControl
        aria-label={t('inbox.assigned')}
        data={(['anybody', 'me', 'nobody'] as const).map((value) => ({ value, label: t(`inbox.assigned.${value}`) }))}
        value={assigned}
        onChange={(next) => set({ assigned: next === 'anybody' ? undefined : next, c: undefined })}
      />
      <Switch
        label={t('inbox.onlyUnread')}
        checked={unread === '1'}
        onChange={(event) => setUnread(event.currentTarget.checked ? '1' : '')}
      />
    </div>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const go = useGo();
  const mayManage = useCan('settings.manage');
  const isFiltered = filter.search !== '' || filter.inbox !== '' || filter.assigned !== 'anybody' || filter.unread;
  return (
    <EmptyState
      title={t(`inbox.empty.${filter.state as (typeof TABS)[number]}`)}
      sentence={t(isFiltered ? 'inbox.empty.filtered' : 'inbox.empty.sentence')}
      action={mayManage && !isFiltered && <Button onClick={() => go('/settings/inboxes')}>{t('inbox.empty.channel')}</Button>}
      example={!isFiltered && <ExampleConversation />}
    />
  );
}
