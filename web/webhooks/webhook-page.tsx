import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { WebhookDetail } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useCan, useObjects, useRefresh } from '../app/session.ts';
import { useGo, useParam, usePath } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Fact } from './fact.tsx';
import { wordsOf } from './subscriptions-data.ts';
import { isOpen, reasonOf, STATES, webhookCalls, webhookQuery } from './webhooks-data.ts';
import classes from './webhooks.module.css';

/** One request as it left, and what was answered. */
export default function WebhookPage() {
  const id = Number(useParam('id'));
  const { data: shown, error, refetch } = useQuery(webhookQuery(useAccountId(), id));
  const within = [{ label: t('webhooks.title'), path: '/settings/webhooks' }];
  const title = shown ? `${shown.method} ${shown.host}` : t('webhooks.title');
  return (
    <SettingsPage title={title} within={within} meta={shown && <Status shown={shown} />} actions={shown && <Repeat shown={shown} />} wide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!shown && !error && <Loading />}
      {shown && <Exchange shown={shown} />}
    </SettingsPage>
  );
}

const Status = ({ shown }: { shown: WebhookDetail }): ReactNode => (
  <StatusBadge state={STATES[shown.status]} open={isOpen(shown)}>
    {t(`webhooks.status.${shown.status}`)}
  </StatusBadge>
);

function Repeat({ shown }: { shown: WebhookDetail }) {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const mayRepeat = useCan('settings.manage');
  const repeat = useMutation({
    mutationFn: () => webhookCalls(api).repeat(shown.id),
    onSuccess: async ({ id }) => {
      showDone(t('webhooks.repeat.done'));
      await refresh('webhooks');
      if (id !== shown.id) go(`/settings/webhooks/${id}`);
    },
    onError: showProblem,
  });
  if (!mayRepeat || !shown.mayRepeat) return null;
  return (
    <Button variant="default" onClick={() => repeat.mutate()} loading={repeat.isPending}>
      {t('webhooks.repeat')}
    </Button>
  );
}

function Exchange({ shown }: { shown: WebhookDetail }) {
  return (
    <Stack gap="lg">
      <Facts shown={shown} />
      <Section title={t('webhooks.request')}>
        {shown.url === null ? (
          <Text c="dimmed">{t('webhooks.erased')}</Text>
        ) : (
          <Message first={`${shown.method} ${shown.url}`} headers={shown.headers ?? []} body={shown.body} />
        )}
      </Section>
      {shown.url !== null && (
        <Section title={t('webhooks.response')}>
          {shown.responseStatus === null ? (
            <Text c="dimmed">{t('webhooks.response.none')}</Text>
          ) : (
            <Message
              first={`${shown.responseStatus}${shown.tookMs === null ? '' : ` ${t('webhooks.took', { ms: shown.tookMs })}`}`}
              headers={shown.responseHeaders ?? []}
              body={shown.responseBody}
            />
          )}
        </Section>
      )}
    </Stack>
  );
}

function Facts({ shown }: { shown: WebhookDetail }) {
  const path = usePath();
  const { record } = shown;
  const object = useObjects().find(({ id }) => id === record?.objectId);
  const reason = reasonOf(shown);
  return (
    <Section>
      <Stack gap={6}>
        {reason && <Text>{reason}</Text>}
        <dl className={classes.facts}>
          <Fact label={t('webhooks.made')}>
            <RelativeTime time={shown.madeAt} />, {t('webhooks.tries', { count: shown.attempts })}
          </Fact>
          {shown.dueAt && (
            <Fact label={t('webhooks.next')}>
              <RelativeTime time={shown.dueAt} />
            </Fact>
          )}
          {shown.settledAt && (
            <Fact label={t('webhooks.settled')}>
              <RelativeTime time={shown.settledAt} />
            </Fact>
          )}
          {object && record && (
            <Fact label={t('webhooks.about')}>
              <Anchor component={Link} to={path(`/records/${object.key}/${record.id}`)}>
                {record.name || t('webhooks.noName')}
              </Anchor>
            </Fact>
          )}
          {shown.event && (
            <Fact label={t('webhooks.event')}>
              {wordsOf(shown.event)} <code>{shown.event}</code>
            </Fact>
          )}
          {shown.subscriptionId !== null && (
            <Fact label={t('webhooks.tab.subscriptions')}>
              <Anchor component={Link} to={path(`/settings/webhooks/subscriptions/${shown.subscriptionId}`)}>
                {shown.host}
              </Anchor>
            </Fact>
          )}
          {shown.repeats !== null && (
            <Fact label={t('webhooks.id')}>
              <Anchor component={Link} to={path(`/settings/webhooks/${shown.repeats}`)}>
                {t('webhooks.repeats', { id: shown.repeats })}
              </Anchor>
            </Fact>
          )}
        </dl>
      </Stack>
    </Section>
  );
}

interface MessageProps {
  first: string;
  headers: readonly { name: string; value: string }[];
  body: string | null;
}

function Message({ first, headers, body }: MessageProps) {
  return (
    <Stack gap="sm">
      <code className={classes.first} dir="ltr">
        {first}
      </code>
      {headers.length > 0 && (
        <dl className={classes.headers} dir="ltr" aria-label={t('webhooks.headers')}>
          {headers.map(({ name, value }, index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {body ? (
        <pre className={classes.body} dir="ltr" tabIndex={0} aria-label={t('webhooks.body')}>
          {readable(body)}
        </pre>
      ) : (
        <Text size="sm" c="dimmed">
          {t('webhooks.body.none')}
        </Text>
      )}
    </Stack>
  );
}

/** JSON with its lines; all else as it came. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
