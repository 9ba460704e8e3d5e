import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t, tFrom } from '../../app/messages/t.ts';
import { useAccountId, useApi, useObjects } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FocusBack } from '../../ui/focus-back.tsx';
import { Loading } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { refusalText } from '../refusal-text.ts';
import type { Behind, PersonBehind, ReportScope } from './report-data.ts';
import classes from './reports.module.css';
import { formatNumber } from '../../ui/numbers.ts';

interface PeopleDrawerProps {
  scope: ReportScope;
  behind: Behind;
  title: string;
  onClose: () => void;
}

/** The people behind a number, as far as the viewer may see them; to be taken along as a table. */
export function PeopleDrawer({ scope, behind, title, onClose }: PeopleDrawerProps) {
  const api = useApi();
  const asked = { ...scope, ...behind };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [useAccountId(), 'report', 'people', asked],
    queryFn: ({ pageParam, signal }) => api.get('/api/reports/letters/people', { ...asked, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  const hidden = data?.pages.reduce((sum, page) => sum + page.hidden, 0) ?? 0;
  const object = useObjects().find(({ id }) => id === people[0]?.objectId);
  return (
    <Drawer opened onClose={onClose} position="right" size={480} title={title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <FocusBack />
      <Stack gap="md">
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && people.length === 0 && hidden === 0 && <Text c="dimmed">{t('report.people.none')}</Text>}
        <ul className={classes.people}>
          {people.map((person) => (
            <Person key={person.letterId} person={person} objectKey={object?.key ?? ''} outcome={behind.outcome} />
          ))}
        </ul>
        {hidden > 0 && <Text c="dimmed">{t('report.people.hidden', { count: hidden })}</Text>}
        <Group gap="sm">
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('report.people.more')}
            </Button>
          )}
          {people.length > 0 && object?.rights.export && (
            <Button component="a" variant="default" href={api.address('/api/reports/letters/people.csv', asked)} download>
              {t('report.people.export')}
            </Button>
          )}
        </Group>
      </Stack>
    </Drawer>
  );
}

function Person({ person, objectKey, outcome }: { person: PersonBehind; objectKey: string; outcome: string }) {
  const path = usePath();
  const { name, address, at, detail, recordId, letterId } = person;
  return (
    <li>
      <span className={classes.person}>
        {name ? (
          <Anchor component={Link} to={path(`/records/${objectKey}/${recordId}`)}>
            {name}
          </Anchor>
        ) : (
          t('report.people.nobody')
        )}
        <span className={classes.part}>
          {address ?? `#${formatNumber(recordId)}`}
          {detail && ` · ${outcome === 'bounced' ? tFrom(`report.bounce.${detail}`, {}, detail) : refusalText(detail)}`}
        </span>
      </span>
      <span className={classes.num}>
        {at && <RelativeTime time={at} />}
        <Anchor className={classes.part} component={Link} to={path(`/outbox/${letterId}`)}>
          {t('report.people.letter')}
        </Anchor>
      </span>
    </li>
  );
}
