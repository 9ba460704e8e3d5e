import { Chip, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccount, useAccountKey, useApi } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { type FullRecord, type LedgerEvent, recordCalls } from './data.ts';
import { entryOf, kindsOf, TIMELINE_FILTERS } from './event-words.tsx';

const LONGEST_CHAIN = 12;

/** The ledger of one record, as a person reads it. */
export function RecordTimeline({ object, record }: { object: ObjectType; record: FullRecord }) {
  const api = useApi();
  const account = useAccount();
  const [filter, setFilter] = useUrlState('events', 'all');
  const calls = recordCalls(api);
  const query = useInfiniteQuery({
    queryKey: useAccountKey('records', object.id, 'timeline', record.id, filter),
    queryFn: ({ pageParam, signal }) => calls.timeline(object.id, record.id, { before: pageParam, kinds: kindsOf(filter) }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <section aria-label={t('records.timeline')}>
      <Chip.Group value={filter} onChange={(next) => setFilter(String(next))}>
        <Group gap={6} mb="xs">
          {TIMELINE_FILTERS.map((one) => (
            <Chip key={one} value={one} size="xs" variant="outline">
              {t(`records.timeline.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && events.length === 0 && <Text c="dimmed">{t('records.timeline.none')}</Text>}
      <Timeline
        entries={events.map(entryOf)}
        timeZone={account.timeZone}
        loadCauses={async (entry) => (await causesOf(calls, entry.causeId ?? null)).map(entryOf)}
        hasMore={query.hasNextPage}
        onMore={() => void query.fetchNextPage()}
        isLoadingMore={query.isFetchingNextPage}
      />
    </section>
  );
}

/** The chain of causes, nearest first, until one has none or is no longer kept. */
async function causesOf(calls: ReturnType<typeof recordCalls>, causeId: number | null): Promise<LedgerEvent[]> {
  const chain: LedgerEvent[] = [];
  for (let next = causeId; next !== null && chain.length < LONGEST_CHAIN; next = chain.at(-1)!.causeId) {
    const event = await calls.event(next).catch(() => undefined);
    if (!event) break;
    chain.push(event);
  }
  return chain;
}
