import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Subscription, TestOutcome } from '../../src/webhooks/schema.ts';
import { t, tFrom } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { CriteriaSentence } from '../criteria/index.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Fact } from './fact.tsx';
import { RecentDeliveries } from './recent-deliveries.tsx';
import { Replay } from './replay.tsx';
import { SubscriptionForm } from './subscription-form.tsx';
import { SubscriptionSecret } from './subscription-secret.tsx';
import { stateOf, subscriptionCalls, subscriptionQuery, wordsOf } from './subscriptions-data.ts';
import { reasonOf } from './webhooks-data.ts';
import classes from './webhooks.module.css';

/** One program: what it is told, how it goes, and what was sent. */
export default function SubscriptionPage() {
  const id = Number(useParam('id'));
  const { data: shown, error, refetch } = useQuery(subscriptionQuery(useAccountId(), id));
  const within = [{ label: t('webhooks.title'), path: '/settings/webhooks/subscriptions' }];
  const state = shown && stateOf(shown);
  return (
    <SettingsPage
      title={shown?.host ?? t('webhooks.title')}
      within={within}
      meta={state && <StatusBadge state={state.color}>{state.label}</StatusBadge>}
      actions={shown && <Actions shown={shown} />}
      wide
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!shown && !error && <Loading />}
      {shown && (
        <Stack gap="lg">
          <Going shown={shown} />
          <Told shown={shown} />
          <SubscriptionSecret id={shown.id} />
          <RecentDeliveries id={shown.id} />
          <Replay id={shown.id} />
        </Stack>
      )}
    </SettingsPage>
  );
}

function Actions({ shown }: { shown: Subscription }) {
  const calls = subscriptionCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const [doing, setDoing] = useState<'change' | 'remove' | null>(null);
  const turn = useMutation({
    mutationFn: () => (shown.state === 'active' ? calls.pause(shown.id) : calls.resume(shown.id)),
    onSuccess: async () => {
      showDone(t(shown.state === 'active' ? 'webhooks.subs.paused' : 'webhooks.subs.resumed'));
      await refresh('webhooks');
    },
    onError: showProblem,
  });
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => turn.mutate()} loading={turn.isPending}>
        {t(shown.state === 'active' ? 'webhooks.subs.pause' : 'webhooks.subs.resume')}
      </Button>
      <Button variant="default" onClick={() => setDoing('change')}>
        {t('webhooks.subs.edit')}
      </Button>
      <Button variant="default" color="bad" onClick={() => setDoing('remove')}>
        {t('webhooks.subs.remove')}
      </Button>
      {doing === 'change' && (
        <SubscriptionForm
          subscription={shown}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            void refresh('webhooks');
          }}
        />
      )}
      {doing === 'remove' && (
        <Confirm
          title={t('webhooks.subs.remove.title')}
          confirmLabel={t('webhooks.subs.remove.confirm')}
          onClose={() => setDoing(null)}
          onConfirm={async () => {
            await calls.remove(shown.id);
            showDone(t('webhooks.subs.removed'));
            await refresh('webhooks', 'list-of-subscriptions');
            go('/settings/webhooks/subscriptions');
          }}
        >
          <Text>{t('webhooks.subs.remove.sentence', { host: shown.host, count: shown.waiting })}</Text>
        </Confirm>
      )}
    </Group>
  );
}

function Going({ shown }: { shown: Subscription }) {
  const calls = subscriptionCalls(useApi());
  const refresh = useRefresh();
  const test = useMutation({
    mutationFn: () => calls.test(shown.id),
    onSuccess: () => refresh('webhooks', 'recent'),
    onError: showProblem,
  });
  return (
    <Section
      title={t('webhooks.subs.going')}
      actions={
        <Button variant="default" onClick={() => test.mutate()} loading={test.isPending}>
          {t('webhooks.subs.test')}
        </Button>
      }
    >
      <Stack gap="sm">
        {shown.reason && <Text>{tFrom(`webhooks.subs.reason.${shown.reason}`)}</Text>}
        <dl className={classes.facts}>
          <Fact label={t('webhooks.subs.taken')}>
            {shown.takenAt === null ? t('webhooks.subs.taken.never') : <RelativeTime time={shown.takenAt} />}
          </Fact>
          {shown.failingSince && (
            <Fact label={t('webhooks.subs.failingSince')}>
              <RelativeTime time={shown.failingSince} />, {t('webhooks.subs.failures', { count: shown.failures })}
            </Fact>
          )}
          <Fact label={t('webhooks.subs.waiting')}>{shown.waiting}</Fact>
          <Fact label={t('webhooks.subs.user')}>{shown.user.name}</Fact>
          <Fact label={t('webhooks.subs.made')}>
            <RelativeTime time={shown.madeAt} />
          </Fact>
        </dl>
        {test.data && <Outcome outcome={test.data} />}
      </Stack>
    </Section>
  );
}

function Outcome({ outcome }: { outcome: TestOutcome }) {
  const sentence = outcome.taken
    ? t('webhooks.subs.test.taken', { status: outcome.status ?? '', ms: outcome.tookMs ?? 0 })
    : `${t('webhooks.subs.test.failed')} ${reasonOf({ reason: outcome.reason, responseStatus: outcome.status })}`;
  return (
    <Alert color={outcome.taken ? 'good' : 'bad'} variant="light" role="status">
      <Stack gap="xs">
        <Text>{sentence}</Text>
        {outcome.answer && (
          <pre className={classes.body} dir="ltr" tabIndex={0} aria-label={t('webhooks.response')}>
            {outcome.answer}
          </pre>
        )}
      </Stack>
    </Alert>
  );
}

function Told({ shown }: { shown: Subscription }) {
  const objects = useObjects();
  const ofObject = (objectId: number | null): ReactNode => objects.find(({ id }) => id === objectId)?.plural;
  return (
    <Section title={t('webhooks.subs.told')}>
      <Stack gap="sm">
        <code className={classes.first} dir="ltr">
          POST {shown.url}
        </code>
        <ul className={classes.wishes}>
          {shown.events.map((wish, place) => (
            <li key={place}>
              {wordsOf(wish.kind)} <code>{wish.kind}</code>
              {wish.subjectId !== null && ` #${wish.subjectId}`} {wish.objectId !== null && ofObject(wish.objectId)}
            </li>
          ))}
        </ul>
        <dl className={classes.facts}>
          <Fact label={t('webhooks.subs.format')}>{t(`webhooks.subs.format.${shown.format}`)}</Fact>
          <Fact label={t('webhooks.subs.fields')}>{t(`webhooks.subs.fields.${shown.fields}`)}</Fact>
          {shown.only && (
            <Fact label={t('webhooks.subs.only')}>
              {ofObject(shown.only.objectId)}: <CriteriaSentence objectId={shown.only.objectId} criteria={shown.only.criteria} />
            </Fact>
          )}
        </dl>
      </Stack>
    </Section>
  );
}
