import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { emailCalls, sendingQuery } from './email-data.ts';

/** Stops all mail of the account, or lets it leave again. */
export function StopSending() {
  const api = useApi();
  const refresh = useRefresh();
  const { data } = useQuery(sendingQuery(useAccountId()));
  const [isAsking, setAsking] = useState(false);
  const stopped = data?.stopped.find(({ channel, by }) => channel === 'email' && by === 'account');
  const resume = async () => {
    await emailCalls(api).resumeSending().catch(showProblem);
    await refresh('sending');
  };
  return (
    <Section title={t('email.stop.title')} description={t('email.stop.sentence')}>
      <Group justify="space-between">
        <Text c="dimmed">
          {stopped ? (
            <>
              {t('email.stop.since')} <RelativeTime time={stopped.stoppedAt} />: {stopped.reason}
            </>
          ) : (
            t('email.stop.open')
          )}
        </Text>
        {stopped ? (
          <Button onClick={() => void resume()}>{t('email.stop.resume')}</Button>
        ) : (
          <Button variant="default" color="bad" onClick={() => setAsking(true)}>
            {t('email.stop')}
          </Button>
        )}
      </Group>
      {isAsking && <WhyStop onClose={() => setAsking(false)} />}
    </Section>
  );
}

function WhyStop({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { reason: '' },
    send: ({ reason }) => emailCalls(api).stopSending(reason),
    onDone: async () => {
      onClose();
      showDone(t('email.stop.done'));
      await refresh('sending');
    },
  });
  return (
    <FormDrawer title={t('email.stop')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('email.stop')}>
      <TextInput
        label={t('email.stop.reason')}
        description={t('email.stop.reason.why')}
        data-autofocus
        {...apiForm.form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}
