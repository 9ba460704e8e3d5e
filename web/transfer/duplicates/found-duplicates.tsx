import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { usePath } from '../../app/url.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showProblem, showUndo } from '../../ui/notice.ts';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type ClusterView, duplicateCalls, type DuplicateRecordView, type DuplicateRuleView, sentenceOf } from './duplicates-data.ts';
import classes from './duplicates.module.css';
import { MergeAllDialog } from './merge-all-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { useClusterKeys } from './use-cluster-keys.ts';

interface FoundProps {
  object: ObjectType;
  rule: DuplicateRuleView;
  onEdit: () => void;
}

/** A rule with what it found, the most alike first: compare, merge, or say that they are not the same. */
export function FoundDuplicates({ object, rule, onEdit }: FoundProps) {
  return (
    <Stack gap="md">
      <RuleHead object={object} rule={rule} onEdit={onEdit} />
      {rule.status === 'searching' ? (
        <div aria-live="polite">
          <Progress label={t('duplicates.searching')} done={rule.done} total={rule.total} />
        </div>
      ) : (
        <Clusters object={object} rule={rule} />
      )}
      {rule.crowds.map(({ recordId, name, count }) => (
        <Text key={recordId} size="sm" c="dimmed">
          {t('duplicates.crowd', { count, name })}
        </Text>
      ))}
    </Stack>
  );
}

function RuleHead({ object, rule, onEdit }: FoundProps) {
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const [asks, setAsks] = useState<'delete' | 'merge' | null>(null);
  const change = (call: Promise<unknown>): void => void call.then(() => refresh('duplicates')).catch(showProblem);
  return (
    <Stack gap={6}>
      <Title order={2}>{rule.name}</Title>
      <Text c="dimmed">{sentenceOf(object, rule.conditions)}.</Text>
      <Text size="sm">
        {rule.clusters !== null &&
          rule.status !== 'searching' &&
          t('duplicates.found', { clusters: rule.clusters, records: rule.records ?? 0 })}
        {rule.searchedAt && (
          <>
            {' · '}
            {t('duplicates.searched')} <RelativeTime time={rule.searchedAt} />
          </>
        )}
      </Text>
      {rule.status === 'stopped' && <Alert color="warn">{t('duplicates.stopped')}</Alert>}
      {rule.failure && (
        <Alert color="bad" role="alert">
          {rule.failure}
        </Alert>
      )}
      <Group gap="xs">
        {rule.status === 'searching' ? (
          <Button variant="default" onClick={() => change(calls.stop(rule.id))}>
            {t('duplicates.search.stop')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setAsks('merge')} disabled={rule.clusters === 0}>
              {t('duplicates.all')}
            </Button>
            <Button variant="default" onClick={() => change(calls.search(rule.id))}>
              {t('duplicates.search')}
            </Button>
          </>
        )}
        <Button variant="default" onClick={onEdit}>
          {t('duplicates.rule.edit')}
        </Button>
        <Button variant="subtle" onClick={() => setAsks('delete')}>
          {t('duplicates.rule.delete')}
        </Button>
      </Group>
      {asks === 'merge' && <MergeAllDialog object={object} rule={rule} onClose={() => setAsks(null)} />}
      {asks === 'delete' && (
        <Confirm
          title={t('duplicates.rule.delete')}
          confirmLabel={t('duplicates.rule.delete')}
          onConfirm={async () => {
            await calls.remove(rule.id);
            await refresh('duplicates');
          }}
          onClose={() => setAsks(null)}
        >
          {t('duplicates.rule.delete.why')}
        </Confirm>
      )}
    </Stack>
  );
}

function Clusters({ object, rule }: { object: ObjectType; rule: DuplicateRuleView }) {
  const accountId = useAccountId();
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [accountId, 'duplicates', object.id, 'clusters', rule.id],
    queryFn: ({ pageParam, signal }) => calls.clusters(rule.id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const clusters = data?.pages.flatMap((page) => page.clusters) ?? [];
  const [current, setCurrent] = useState(0);
  const [compared, setCompared] = useState<readonly number[] | null>(null);
  const at = Math.min(current, Math.max(0, clusters.length - 1));
  const idsOf = (cluster: ClusterView): number[] => cluster.records.map(({ id }) => id);
  const dismiss = (cluster: ClusterView): void =>
    void calls
      .dismiss(object.id, idsOf(cluster))
      .then(() => {
        showUndo(t('duplicates.not.done'), () => calls.undismiss(object.id, idsOf(cluster)).then(() => refresh('duplicates')));
        return refresh('duplicates');
      })
      .catch(showProblem);
  useClusterKeys({
    isOff: compared !== null || clusters.length === 0,
    step: (by) => setCurrent(Math.max(0, Math.min(clusters.length - 1, at + by))),
    compare: () => setCompared(idsOf(clusters[at]!)),
    dismiss: () => dismiss(clusters[at]!),
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (clusters.length === 0) return <EmptyState title={t('duplicates.none')} sentence={t('duplicates.none.sentence')} />;
  return (
    <>
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('duplicates.keys')}
      </Text>
      <ul className={classes.clusters} aria-label={t('duplicates.list')}>
        {clusters.map((cluster, index) => (
          <Cluster
            key={cluster.id}
            object={object}
            cluster={cluster}
            isCurrent={index === at}
            onCompare={() => setCompared(idsOf(cluster))}
            onDismiss={() => dismiss(cluster)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Group>
          <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
            {t('duplicates.more')}
          </Button>
        </Group>
      )}
      {compared && <MergeDialog object={object} ids={compared} onClose={() => setCompared(null)} />}
    </>
  );
}

interface ClusterProps {
  object: ObjectType;
  cluster: ClusterView;
  isCurrent: boolean;
  onCompare: () => void;
  onDismiss: () => void;
}

function Cluster({ object, cluster, isCurrent, onCompare, onDismiss }: ClusterProps) {
  const names = cluster.records.map(({ name }) => name || t('records.unnamed')).join(', ');
  return (
    <li
      className={classes.cluster}
      data-current={isCurrent || undefined}
      ref={(element) => {
        if (isCurrent) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <Text size="sm" className="tabular">
        {t('duplicates.score', { score: cluster.score })}
      </Text>
      <ul className={classes.people}>
        {cluster.records.slice(0, 5).map((record) => (
          <Person key={record.id} object={object} record={record} />
        ))}
        {cluster.records.length > 5 && <li className={classes.quiet}>{t('duplicates.records', { count: cluster.records.length })}</li>}
      </ul>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="compact-md"
          variant={isCurrent ? 'filled' : 'default'}
          onClick={onCompare}
          aria-label={t('duplicates.compare.these', { names })}
        >
          {t('duplicates.compare')}
        </Button>
        <Button size="compact-md" variant="default" onClick={onDismiss} aria-label={t('duplicates.not.these', { names })}>
          {t('duplicates.not')}
        </Button>
      </Group>
    </li>
  );
}

/** A record by its name and what is known of it at a glance. */
function Person({ object, record }: { object: ObjectType; record: DuplicateRecordView }) {
  const path = usePath();
  const details = object.fields
    .filter(({ type }) => type === 'email' || type === 'phone' || type === 'sms' || type === 'url')
    .flatMap(({ id }) => (typeof record.values[id] === 'string' ? [record.values[id]] : []))
    .slice(0, 2);
  return (
    <li className={classes.person}>
      <Anchor component={Link} to={path(`/records/${object.key}/${record.id}`)}>
        {record.name || t('records.unnamed')}
      </Anchor>
      {details.map((detail) => (
        <span key={detail} className={classes.quiet}>
          {detail}
        </span>
      ))}
      <span className={classes.quiet}>
        <RelativeTime time={record.createdAt} />
      </span>
    </li>
  );
}
