import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountKey, useApi } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { PeopleDrawerProps } from '../people-drawer.tsx';
import { PersonName } from './person-name.tsx';
import { seeingCalls } from './seeing-data.ts';
import classes from './seeing.module.css';

/** Who came by a step, or left it by one exit, the latest first. */
export function PassedPeople({ automation, stepId, exit, asked = {} }: PeopleDrawerProps) {
  const calls = seeingCalls(useApi());
  const pages = useInfiniteQuery({
    queryKey: useAccountKey('automation', String(automation.id), 'people', stepId, 'passed', exit ?? null, asked),
    queryFn: ({ pageParam }) =>
      calls.passed(automation.id, stepId, {
        ...asked,
        ...(exit === undefined ? {} : { exit }),
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <>
      {pages.error && <ErrorState error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Loading />}
      {pages.data && people.length === 0 && <Text c="dimmed">{t('seeing.people.nonePassed')}</Text>}
      <ul className={classes.list}>
        {people.map((person) => (
          <li key={person.recordId} data-plain>
            <span className={classes.who}>
              <PersonName person={person} automation={automation} />
            </span>
            <span className={classes.note}>
              {person.times > 1 && `${t('seeing.people.times', { count: person.times })} · `}
              <RelativeTime time={person.lastAt} />
            </span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('automations.people.more')}
        </Button>
      )}
    </>
  );
}
