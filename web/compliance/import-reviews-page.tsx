import { Alert, Anchor, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportReview } from '../../src/compliance/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { importReviewsQuery } from './compliance-data.ts';

/** Imports whose people may not be written to until somebody has said what they are. */
export default function ImportReviewsPage() {
  const { data, error, refetch } = useQuery(importReviewsQuery(useAccountId()));
  const [deciding, setDeciding] = useState<{ review: ImportReview; decision: 'released' | 'refused' } | null>(null);
  return (
    <SettingsPage title={t('permission.reviews')}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <EmptyState title={t('permission.reviews.empty')} sentence={t('permission.reviews.empty.sentence')} />}
      {data?.map((review) => (
        <Review key={review.importId} review={review} onDecide={(decision) => setDeciding({ review, decision })} />
      ))}
      {deciding && <DecideDrawer {...deciding} onClose={() => setDeciding(null)} />}
    </SettingsPage>
  );
}

const STATES = { held: 'warn', released: 'good', refused: 'bad', scanning: 'info', passed: 'good' } as const;

function Review({ review, onDecide }: { review: ImportReview; onDecide: (decision: 'released' | 'refused') => void }) {
  const path = usePath();
  const { importId, people, findings, state, at, decidedAt, note, decides } = review;
  return (
    <Section
      title={t('permission.reviews.import', { number: importId, count: people })}
      actions={<StatusBadge state={STATES[state]}>{t(`permission.reviews.${state}`)}</StatusBadge>}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          <RelativeTime time={at} /> ·{' '}
          <Anchor component={Link} to={path(`/imports/${importId}`)} size="sm">
            {t('permission.reviews.open')}
          </Anchor>
        </Text>
        <List spacing={4}>
          {findings.map(({ code, count, percent, holds }) => (
            <List.Item key={code}>
              <Text span fw={holds ? 600 : undefined}>
                {t(`permission.reviews.finding.${code}`, { count, percent })}
              </Text>
            </List.Item>
          ))}
        </List>
        {state === 'held' && decides === 'operator' && (
          <Alert color="warn" variant="light">
            {t('permission.reviews.operator')}
          </Alert>
        )}
        {state === 'held' && (
          <Group gap="xs">
            {decides === 'account' && (
              <Button onClick={() => onDecide('released')}>{t('permission.reviews.release', { count: people })}</Button>
            )}
            <Button variant="default" onClick={() => onDecide('refused')}>
              {t('permission.reviews.refuse')}
            </Button>
          </Group>
        )}
        {decidedAt && (
          <Text size="sm">
            {note} <RelativeTime time={decidedAt} />
          </Text>
        )}
      </Stack>
    </Section>
  );
}

interface DecideProps {
  review: ImportReview;
  decision: 'released' | 'refused';
  onClose: () => void;
}

function DecideDrawer({ review, decision, onClose }: DecideProps) {
  const api = useApi();
  const refresh = useRefresh();
  const apiForm = useApiForm({
    initialValues: { note: '' },
    send: ({ note }) => api.post(`/api/import-reviews/${review.importId}`, { decision, note }),
    onDone: async () => {
      await refresh('import-reviews');
      onClose();
    },
  });
  const isRelease = decision === 'released';
  return (
    <FormDrawer
      title={isRelease ? t('permission.reviews.release', { count: review.people }) : t('permission.reviews.refuse')}
      opened
      onClose={onClose}
      apiForm={apiForm}
      submitLabel={isRelease ? t('permission.reviews.release', { count: review.people }) : t('permission.reviews.refuse')}
    >
      <Text c="dimmed">{t(isRelease ? 'permission.reviews.release.why' : 'permission.reviews.refuse.why', { count: review.people })}</Text>
      <Textarea label={t('permission.reviews.note')} autosize minRows={3} data-autofocus {...apiForm.form.getInputProps('note')} />
    </FormDrawer>
  );
}
