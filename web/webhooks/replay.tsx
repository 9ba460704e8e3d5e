import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOG_DAYS, type Replay as Asked } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { logDaysQuery, subscriptionCalls } from './subscriptions-data.ts';

/** Sends again what failed, or all of a span of time. */
export function Replay({ id }: { id: number }) {
  const calls = subscriptionCalls(useApi());
  const refresh = useRefresh();
  const { data: days = LOG_DAYS } = useQuery(logDaysQuery(useAccountId()));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const replay = useMutation({
    mutationFn: (asked: Asked) => calls.replay(id, asked),
    onSuccess: async ({ count }) => {
      showDone(t('webhooks.subs.replay.done', { count }));
      await refresh('webhooks');
    },
    onError: showProblem,
  });
  const span = { ...(from ? { from: new Date(from).toISOString() } : {}), ...(to ? { to: new Date(to).toISOString() } : {}) };
  return (
    <Section title={t('webhooks.subs.replay')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('webhooks.subs.replay.sentence', { taken: days.taken, failed: days.failed })}
        </Text>
        <div>
          <Button variant="default" onClick={() => replay.mutate({ failedOnly: true })} loading={replay.isPending}>
            {t('webhooks.subs.replay.failed')}
          </Button>
        </div>
        <Group gap="xs" align="flex-end">
          <TextInput
            type="datetime-local"
            label={t('webhooks.subs.replay.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('webhooks.subs.replay.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={from === '' && to === ''}
            onClick={() => replay.mutate({ failedOnly: false, ...span })}
            loading={replay.isPending}
          >
            {t('webhooks.subs.replay.span')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
