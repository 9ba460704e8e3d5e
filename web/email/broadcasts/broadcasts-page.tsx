import { Anchor, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Broadcast } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi } from '../../app/session.ts';
import { useGo, usePath } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showProblem } from '../../ui/notice.ts';
import { PageBody, PageHeader, Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type BroadcastList, broadcastsQuery, type ListedBroadcast, whomOf } from './broadcast-data.ts';
import { BroadcastState } from './broadcast-state.tsx';
import classes from './broadcasts.module.css';
import { Comparison } from './comparison.tsx';
import { MessageTabs } from './message-tabs.tsx';
import { formatNumber, formatShareOf } from '../../ui/numbers.ts';

/** What was sent to many, what is planned, and how broadcasts did one after the other. */
export default function BroadcastsPage() {
  const { data, error, refetch } = useQuery(broadcastsQuery(useAccountId()));
  const go = useGo();
  const send = <Button onClick={() => go('/messages/broadcasts/new')}>{t('broadcasts.new')}</Button>;
  const isEmpty = data?.broadcasts.length === 0;
  return (
    <>
      <PageHeader title={t('broadcasts.title')} actions={data && !isEmpty && send}>
        <MessageTabs at="/messages/broadcasts" />
      </PageHeader>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {isEmpty && (
        <EmptyState
          title={t('broadcasts.empty')}
          sentence={t('broadcasts.empty.sentence')}
          action={send}
          example={<BroadcastTable broadcasts={[example()]} />}
        />
      )}
      {data && !isEmpty && <Lists list={data} />}
    </>
  );
}

function Lists({ list }: { list: BroadcastList }) {
  const api = useApi();
  const [earlier, setEarlier] = useState<BroadcastList[]>([]);
  const next = (earlier.at(-1) ?? list).next;
  const all = [...list.broadcasts, ...earlier.flatMap(({ broadcasts }) => broadcasts)];
  const more = (): void =>
    void api
      .get('/api/broadcasts', { before: next })
      .then((page) => setEarlier([...earlier, page]))
      .catch(showProblem);
  const done = all.filter(({ rates }) => rates.delivered > 0);
  return (
    <PageBody wide>
      {list.open.length > 0 && (
        <Section title={t('broadcasts.open')}>
          <OpenTable broadcasts={list.open} />
        </Section>
      )}
      {done.length > 1 && <Comparison broadcasts={done} />}
      <Section title={t('broadcasts.past')}>
        <BroadcastTable broadcasts={all} linked />
        {next !== null && (
          <Button variant="default" mt="md" onClick={more}>
            {t('broadcasts.more')}
          </Button>
        )}
      </Section>
    </PageBody>
  );
}

function OpenTable({ broadcasts }: { broadcasts: readonly Broadcast[] }) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing="xs">
        <Table.Tbody>
          {broadcasts.map((broadcast) => (
            <Table.Tr key={broadcast.id}>
              <Table.Td>
                <Name broadcast={broadcast} linked />
              </Table.Td>
              <Table.Td>
                <BroadcastState broadcast={broadcast} />
              </Table.Td>
              <Table.Td>
                {broadcast.state === 'scheduled' ? (
                  <>
                    {t('broadcasts.begins')} <RelativeTime time={broadcast.startsAt} />
                  </>
                ) : (
                  <Text span className="tabular">
                    {t('ui.progress.of', {
                      done: broadcast.progress.queued - broadcast.progress.waiting,
                      total: broadcast.progress.total ?? broadcast.progress.queued,
                    })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function BroadcastTable({ broadcasts, linked }: { broadcasts: readonly ListedBroadcast[]; linked?: boolean }) {
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('broadcasts.column.name')}</Table.Th>
            <Table.Th>{t('broadcasts.column.state')}</Table.Th>
            <Table.Th>{t('broadcasts.column.when')}</Table.Th>
            <Table.Th className={classes.num}>{t('broadcasts.column.delivered')}</Table.Th>
            <Table.Th className={classes.num}>{t('broadcasts.column.opened')}</Table.Th>
            <Table.Th className={classes.num}>{t('broadcasts.column.clicked')}</Table.Th>
            <Table.Th className={classes.num}>{t('broadcasts.column.unsubscribed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {broadcasts.map((broadcast) => (
            <BroadcastRow key={broadcast.id} broadcast={broadcast} linked={linked ?? false} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function BroadcastRow({ broadcast, linked }: { broadcast: ListedBroadcast; linked: boolean }) {
  const { rates, startedAt, startsAt } = broadcast;
  const ofDelivered = (count: number) => (
    <Table.Td className={classes.num}>
      {formatNumber(count)}
      <span className={classes.part}>{formatShareOf(count, rates.delivered)}</span>
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Name broadcast={broadcast} linked={linked} />
      </Table.Td>
      <Table.Td>
        <BroadcastState broadcast={broadcast} />
      </Table.Td>
      <Table.Td>
        <RelativeTime time={startedAt ?? startsAt} />
      </Table.Td>
      <Table.Td className={classes.num}>{formatNumber(rates.delivered)}</Table.Td>
      {ofDelivered(rates.opened)}
      {ofDelivered(rates.clicked)}
      {ofDelivered(rates.unsubscribed)}
    </Table.Tr>
  );
}

function Name({ broadcast, linked }: { broadcast: Broadcast; linked: boolean }) {
  const path = usePath();
  return (
    <div className={classes.name}>
      {linked ? (
        <Anchor component={Link} to={path(`/messages/broadcasts/${broadcast.id}`)} fw={600}>
          {broadcast.name}
        </Anchor>
      ) : (
        <strong>{broadcast.name}</strong>
      )}
      <span className={classes.sub}>{t('broadcasts.to', { whom: whomOf(broadcast) })}</span>
    </div>
  );
}

const example = (): ListedBroadcast => ({
  id: 0,
  name: t('broadcasts.example'),
  objectId: 0,
  state: 'finished',
  phase: null,
  which: {},
  groupName: null,
  schedule: { when: 'now' },
  variants: [],
  test: null,
  startsAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  startedAt: null,
  finishedAt: null,
  startedBy: 0,
  startedByName: '',
  decideAt: null,
  winner: null,
  failure: null,
  progress: { total: 412, queued: 401, waiting: 0, refused: [], sameAddress: 0 },
  rates: { delivered: 396, opened: 183, machineOpened: 41, clicked: 62, unsubscribed: 2, complained: 0, bounced: 5, replied: 7 },
});
