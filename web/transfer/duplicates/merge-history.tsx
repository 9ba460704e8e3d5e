import { Anchor, Button, Group, Text } from '@mantine/core';
import { useQuery, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { colleaguesQuery } from '../../records/index.tsx';
import { usePath } from '../../app/url.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { duplicateCalls, type MergeView } from './duplicates-data.ts';
import classes from './duplicates.module.css';

/** What was merged, newest first, each with its way back. */
export function MergeHistory({ object }: { object: ObjectType }) {
  const accountId = useAccountId();
  const calls = duplicateCalls(useApi());
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [accountId, 'duplicates', object.id, 'merges'],
    queryFn: ({ pageParam, signal }) => calls.merges(object.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
  });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const merges = data.pages.flatMap((page) => page.merges);
  if (merges.length === 0) return <EmptyState title={t('duplicates.history.empty')} sentence={t('duplicates.history.empty.sentence')} />;
  return (
    <>
      <ul className={classes.clusters}>
        {merges.map((merge) => (
          <Merge key={merge.id} object={object} merge={merge} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('duplicates.more')}
        </Button>
      )}
    </>
  );
}

function Merge({ object, merge }: { object: ObjectType; merge: MergeView }) {
  const calls = duplicateCalls(useApi());
  const refresh = useRefresh();
  const path = usePath();
  const { data: users = [] } = useQuery(colleaguesQuery(useAccountId()));
  const name = merge.merged || t('records.unnamed');
  const undo = (): void =>
    void calls
      .undo(merge.id)
      .then(({ kept }) => {
        showDone(kept.length === 0 ? t('duplicates.history.done', { name }) : t('duplicates.history.kept', { name, kept: kept.join(' ') }));
        return Promise.all([refresh('duplicates'), refresh('records')]);
      })
      .catch(showProblem);
  return (
    <li className={classes.cluster}>
      <Text size="sm" c="dimmed">
        <RelativeTime time={merge.at} />
      </Text>
      <div>
        <Anchor component={Link} to={path(`/records/${object.key}/${merge.survivorId}`)} style={{ overflowWrap: 'anywhere' }}>
          {t('duplicates.history.what', { merged: name, survivor: merge.survivor || t('records.unnamed') })}
        </Anchor>
        <Text size="sm" c="dimmed">
          {users.find(({ id }) => id === merge.by)?.name}
          {merge.runId !== null && (
            <>
              {' · '}
              <Anchor component={Link} to={path(`/bulk/${merge.runId}`)} size="sm">
                {t('duplicates.history.bulk')}
              </Anchor>
            </>
          )}
        </Text>
        {merge.kept.map((sentence) => (
          <Text key={sentence} size="sm">
            {sentence}
          </Text>
        ))}
      </div>
      <Group gap="xs" wrap="nowrap">
        {merge.undoneAt && <StatusBadge state="quiet">{t('duplicates.history.undone')}</StatusBadge>}
        {merge.canUndo && (
          <Button size="compact-md" variant="default" onClick={undo} aria-label={t('duplicates.history.undo.this', { name })}>
            {t('duplicates.history.undo')}
          </Button>
        )}
      </Group>
    </li>
  );
}
