import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { CopyOnce } from '../ui/copy-once.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { secretQuery, webhookCalls } from './webhooks-data.ts';

/** Whether requests are signed, and a new secret, which is shown this once. */
export function SecretSection() {
  const { data, error, refetch } = useQuery(secretQuery(useAccountId()));
  const calls = webhookCalls(useApi());
  const refresh = useRefresh();
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const make = async (): Promise<void> => {
    setSecret((await calls.makeSecret()).secret);
    await refresh('webhooks', 'secret');
  };
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return null;
  const isFirst = data.madeAt === null;
  return (
    <Section
      title={t('webhooks.secret')}
      actions={
        <Button variant="default" onClick={() => (isFirst ? void make().catch(showProblem) : setAsking(true))}>
          {t(isFirst ? 'webhooks.secret.make' : 'webhooks.secret.rotate')}
        </Button>
      }
    >
      <Stack gap="xs">
        {isFirst ? (
          <Text>{t('webhooks.secret.none')}</Text>
        ) : (
          <Text>
            {t('webhooks.secret.since')} <RelativeTime time={data.madeAt!} />.
            {data.previousEndsAt && (
              <>
                {' '}
                {t('webhooks.secret.previous')} <RelativeTime time={data.previousEndsAt} />.
              </>
            )}
          </Text>
        )}
        {secret && <CopyOnce label={t('webhooks.secret.made')} secret={secret} />}
        <Text size="sm" c="dimmed">
          {t('webhooks.secret.how')}
        </Text>
      </Stack>
      {isAsking && (
        <Confirm
          title={t('webhooks.secret.rotate.title')}
          confirmLabel={t('webhooks.secret.rotate')}
          onClose={() => setAsking(false)}
          onConfirm={make}
        >
          <Text>{t('webhooks.secret.rotate.sentence')}</Text>
        </Confirm>
      )}
    </Section>
  );
}
