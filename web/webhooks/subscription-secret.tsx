import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { Confirm } from '../ui/confirm.tsx';
import { CopyOnce } from '../ui/copy-once.tsx';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { secretOfQuery, subscriptionCalls } from './subscriptions-data.ts';

/** Since when a subscription's secret signs, and a new one, which is shown this once. */
export function SubscriptionSecret({ id }: { id: number }) {
  const { data } = useQuery(secretOfQuery(useAccountId(), id));
  const calls = subscriptionCalls(useApi());
  const refresh = useRefresh();
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (!data) return null;
  return (
    <Section
      title={t('webhooks.subs.secret')}
      actions={
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('webhooks.secret.rotate')}
        </Button>
      }
    >
      <Stack gap="xs">
        {data.madeAt === null ? (
          <Text>{t('webhooks.subs.secret.none')}</Text>
        ) : (
          <Text>
            {t('webhooks.secret.since')} <RelativeTime time={data.madeAt} />.
            {data.previousEndsAt && (
              <>
                {' '}
                {t('webhooks.secret.previous')} <RelativeTime time={data.previousEndsAt} />.
              </>
            )}
          </Text>
        )}
        {secret && <CopyOnce label={t('webhooks.subs.secret.made')} secret={secret} />}
      </Stack>
      {isAsking && (
        <Confirm
          title={t('webhooks.secret.rotate.title')}
          confirmLabel={t('webhooks.secret.rotate')}
          isDangerous={false}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            setSecret((await calls.makeSecret(id)).secret);
            await refresh('webhooks', 'secret');
          }}
        >
          <Text>{t('webhooks.secret.rotate.sentence')}</Text>
        </Confirm>
      )}
    </Section>
  );
}
