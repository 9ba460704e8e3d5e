import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOG_DAYS, MOST_LOG_DAYS, type LogDays } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { logDaysQuery, subscriptionCalls } from './subscriptions-data.ts';
import classes from './webhooks.module.css';

const KINDS = ['taken', 'failed'] as const;

/** How many days the log keeps what subscriptions were sent. */
export function LogDaysSection() {
  const calls = subscriptionCalls(useApi());
  const refresh = useRefresh();
  const { data } = useQuery(logDaysQuery(useAccountId()));
  const [changed, setChanged] = useState<LogDays | null>(null);
  const keep = useMutation({
    mutationFn: (days: LogDays) => calls.keepLog(days),
    onSuccess: async () => {
      showDone(t('webhooks.log.days.saved'));
      setChanged(null);
      await refresh('webhooks', 'days');
    },
    onError: showProblem,
  });
  if (!data) return null;
  const days = changed ?? data;
  return (
    <Section title={t('webhooks.log.days')}>
      <div className={classes.days}>
        {KINDS.map((kind) => (
          <NumberInput
            key={kind}
            label={t(`webhooks.log.days.${kind}`)}
            value={days[kind]}
            onChange={(next) => setChanged({ ...days, [kind]: Number(next) })}
            min={LOG_DAYS[kind]}
            max={MOST_LOG_DAYS}
            w={190}
          />
        ))}
        <Button variant="default" disabled={changed === null} loading={keep.isPending} onClick={() => keep.mutate(days)}>
          {t('webhooks.log.days.save')}
        </Button>
      </div>
    </Section>
  );
}
