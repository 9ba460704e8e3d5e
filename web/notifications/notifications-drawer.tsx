import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { NotificationView } from '../../src/notifications/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';
import { useAccountKey, useApi, useObjects, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { notificationCalls } from './notifications-data.ts';
import classes from './notifications.module.css';

/** What I was told of, the latest first. */
export default function NotificationsDrawer() {
  const api = useApi();
  const refresh = useRefresh();
  const calls = notificationCalls(api);
  const query = useInfiniteQuery({
    queryKey: useAccountKey('notifications', 'all'),
    queryFn: ({ pageParam, signal }) => calls.list(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const pages = query.data?.pages ?? [];
  const all = pages.flatMap(({ notifications }) => notifications);
  const read = (what: Parameters<typeof calls.read>[0]): void =>
    void calls.read(what).then(
      () => refresh('notifications'),
      (error: Error) => showProblem(error),
    );
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Loading />;
  if (all.length === 0) return <EmptyState title={t('notifications.none')} sentence={t('notifications.none.sentence')} />;
  return (
    <Stack gap="xs">
      {(pages[0]?.unread ?? 0) > 0 && (
        <Group justify="flex-end">
          <Button variant="default" size="compact-sm" onClick={() => read({ upTo: all[0]!.id })}>
            {t('notifications.readAll')}
          </Button>
        </Group>
      )}
      <ul className={classes.list}>
        {all.map((one) => (
          <li key={one.id} className={classes.one} data-unread={!one.isRead || undefined}>
            <Sentence told={one} onFollow={() => !one.isRead && read({ ids: [one.id] })} />
            <Text size="xs" c="dimmed">
              {!one.isRead && <span className={classes.dot} role="img" aria-label={t('notifications.unread')} />}
              <RelativeTime time={one.at} />
            </Text>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('notifications.more')}
        </Button>
      )}
    </Stack>
  );
}

/** What happened, as the link to where it did. */
function Sentence({ told, onFollow }: { told: NotificationView; onFollow: () => void }) {
  const path = usePath();
  const place = placeOf(told, useObjects());
  const said = told.words?.subject;
  const words =
    said ??
    tFrom(
      `notification.${told.kind}`,
      {
        count: told.count,
        actor: told.actorName ?? t('notifications.by.quayside'),
        record: told.record?.name || t('notifications.unnamed'),
      },
      told.kind,
    );
  const text = told.words?.text ? (
    <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {told.words.text}
    </Text>
  ) : null;
  return (
    <>
      {place ? (
        <Anchor component={Link} to={path(place)} size="sm" c="var(--qs-ink)" onClick={onFollow}>
          {words}
        </Anchor>
      ) : (
        <Text size="sm">{words}</Text>
      )}
      {text}
    </>
  );
}

function placeOf(
  { kind, record, subject, topic, count }: NotificationView,
  objects: readonly { id: number; key: string }[],
): string | undefined {
  const key = objects.find(({ id }) => id === record?.objectId)?.key;
  if (kind === 'webhook.failed') return '/settings/webhooks?status=failed';
  if (kind.startsWith('webhook_subscription.')) return '/settings/webhooks/subscriptions';
  if (subject?.type === 'conversation') return `/inbox?state=any&c=${subject.id}`;
  if (kind.startsWith('conversation.')) return '/inbox';
  if (record && key) return `/records/${key}/${record.id}`;
  if (topic === 'tasks') return count === 1 && subject ? `/tasks?open=task/${subject.id}` : '/tasks';
  if (kind === 'automation.set_aside') return subject ? `/automations/${subject.id}?mode=performance` : '/automations';
  if (kind === 'api_key.exposed') return '/settings/keys';
  if (kind === 'app.token_reused') return '/settings/connected-apps';
  if (kind.startsWith('import.')) return subject ? `/imports/${subject.id}` : '/imports';
  if (kind.startsWith('bulk.')) return '/bulk';
  return undefined;
}
