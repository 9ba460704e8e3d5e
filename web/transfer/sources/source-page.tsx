import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceView } from '../../../src/transfer/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useApi, useRefresh } from '../../app/session.ts';
import { useGo, useParam } from '../../app/url.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showDone, showProblem } from '../../ui/notice.ts';
import { Section } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SettingsPage } from '../../ui/settings-page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from '../transfer.module.css';
import { SourceForm } from './source-form.tsx';
import { SourceHistory } from './source-history.tsx';
import { scheduleText, sourceCalls, sourceQuery, stateOf } from './sources-data.ts';

/** One server files are fetched from: how it goes, and what became of each file. */
export default function SourcePage() {
  const { data, error, refetch } = useQuery(sourceQuery(useAccountId(), useParam('id')));
  return (
    <SettingsPage
      title={data?.source.name ?? ''}
      within={[{ label: t('sources.title'), path: '/settings/import-sources' }]}
      actions={data && <Actions source={data.source} />}
      wide
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <State source={data.source} />}
      {data && <SourceHistory files={data.files} />}
      {data?.source.permission && (
        <Section title={t('sources.permission')}>
          <blockquote className={classes.declaration}>{data.source.permission}</blockquote>
        </Section>
      )}
    </SettingsPage>
  );
}

function State({ source }: { source: SourceView }) {
  const { state, label } = stateOf(source);
  return (
    <Section>
      <Stack gap="sm">
        <Group gap="sm">
          <StatusBadge state={state}>{label}</StatusBadge>
          <Text>{scheduleText(source.schedule)}</Text>
          {source.nextAt && (
            <Text c="dimmed">
              {t('sources.next')} <RelativeTime time={source.nextAt} />
            </Text>
          )}
        </Group>
        {source.failure && (
          <Alert color="bad" variant="light" role="alert">
            {source.failure}
          </Alert>
        )}
        <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {source.user}@{source.host}:{source.port} {source.folder}/{source.pattern}
        </Text>
        {source.hostKey && (
          <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('sources.hostKey', { key: source.hostKey })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Actions({ source }: { source: SourceView }) {
  const calls = sourceCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  const after = (work: Promise<unknown>, done?: string): void => {
    work.then(() => {
      if (done) showDone(done);
      return refresh('import-sources');
    }, showProblem);
  };
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => after(calls.run(source.id), t('sources.run.done'))} disabled={source.isRunning}>
        {t('sources.run')}
      </Button>
      <Button variant="default" onClick={() => after(calls.pause(source.id, !source.paused))}>
        {t(source.paused ? 'sources.resume' : 'sources.pause')}
      </Button>
      <Button variant="default" onClick={() => setOpen('edit')}>
        {t('sources.edit')}
      </Button>
      <Button variant="subtle" color="bad" onClick={() => setOpen('remove')}>
        {t('sources.remove')}
      </Button>
      {open === 'edit' && (
        <SourceForm
          source={source}
          onClose={close}
          onSaved={() => {
            close();
            after(Promise.resolve(), t('ui.saved'));
          }}
        />
      )}
      {open === 'remove' && (
        <Confirm
          title={t('sources.remove.title', { name: source.name })}
          confirmLabel={t('sources.remove')}
          onClose={close}
          onConfirm={async () => {
            await calls.remove(source.id);
            await refresh('import-sources');
            go('/settings/import-sources');
          }}
        >
          <Text>{t('sources.remove.sentence')}</Text>
        </Confirm>
      )}
    </Group>
  );
}
