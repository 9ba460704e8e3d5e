import { Anchor, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DEFAULT_BANDS, DEFAULT_CAP, FIRST_DECAY } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { useApiForm } from '../ui/api-form.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { FormDrawer } from '../ui/form-drawer.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/page-header.tsx';
import { PageTable } from '../ui/page-table.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { leadCalls, type Score, scoresQuery } from './leads-data.ts';

/** Every score of the account. */
export default function ScoringPage() {
  const { data, error, refetch } = useQuery(scoresQuery(useAccountId()));
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{t('leads.score.new')}</Button>;
  return (
    <SettingsPage title={t('leads.scoring')} actions={data && data.length > 0 && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <EmptyState
          title={t('leads.scoring.empty')}
          sentence={t('leads.scoring.empty.sentence')}
          action={add}
          example={<ScoreTable scores={[EXAMPLE]} />}
        />
      )}
      {data && data.length > 0 && (
        <Section description={t('leads.scoring.sentence')}>
          <ScoreTable scores={data} />
        </Section>
      )}
      {isAdding && <NewScore onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}

const EXAMPLE: Score = {
  id: 0,
  objectId: 0,
  fieldId: 0,
  bandFieldId: 0,
  name: t('leads.score.first'),
  settings: {
    lines: [
      { id: 1, is: 'event', points: 3, event: 'email.clicked', most: null, perDay: null },
      { id: 2, is: 'event', points: 10, event: 'note.added', most: 3, perDay: null },
    ],
    decay: FIRST_DECAY,
    floor: 0,
    cap: DEFAULT_CAP,
    bands: [...DEFAULT_BANDS],
    lastId: 2,
  },
  revision: 1,
  updatedAt: '',
  sweep: null,
  isStopped: false,
  broken: {},
};

function ScoreTable({ scores }: { scores: readonly Score[] }) {
  const path = usePath();
  const objects = useObjects();
  return (
    <PageTable
      minWidth={520}
      rows={scores}
      rowId={({ id }) => id}
      columns={[
        {
          label: t('leads.score.name'),
          render: (score) =>
            score.id === 0 ? (
              score.name
            ) : (
              <Anchor component={Link} to={path(`/settings/scoring/${score.id}`)} fw={540}>
                {score.name}
              </Anchor>
            ),
        },
        { label: t('leads.score.for'), render: (score) => objects.find(({ id }) => id === score.objectId)?.plural },
        { label: t('leads.score.lines'), render: ({ settings }) => t('leads.score.lines.count', { count: settings.lines.length }) },
        {
          label: t('leads.score.decay'),
          render: ({ settings }) => (settings.decay ? t('leads.score.decay.short', { ...settings.decay }) : t('leads.score.decay.never')),
        },
        { label: t('leads.score.state'), render: (score) => <ScoreState score={score} /> },
      ]}
    />
  );
}

function ScoreState({ score: { sweep, isStopped } }: { score: Score }) {
  if (isStopped) return <StatusBadge state="warn">{t('leads.score.state.stopped', { done: sweep?.done ?? 0 })}</StatusBadge>;
  if (sweep) return <StatusBadge state="info">{t('leads.score.state.sweeping', { done: sweep.done, total: sweep.total })}</StatusBadge>;
  return <StatusBadge state="good">{t('leads.score.state.ready')}</StatusBadge>;
}

function NewScore({ onClose }: { onClose: () => void }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const objects = useObjects();
  const people = objects.find(({ person }) => person) ?? objects[0];
  const apiForm = useApiForm({
    initialValues: { name: t('leads.score.first'), objectId: String(people?.id ?? 0) },
    send: ({ name, objectId }) => calls.createScore({ name, objectId: Number(objectId), settings: { decay: FIRST_DECAY } }),
    onDone({ id }) {
      void refresh('scores');
      void refresh('objects');
      go(`/settings/scoring/${id}`);
    },
  });
  return (
    <FormDrawer title={t('leads.score.new')} opened onClose={onClose} apiForm={apiForm} submitLabel={t('leads.score.add')}>
      <TextInput
        label={t('leads.score.name')}
        description={t('leads.score.name.why')}
        withAsterisk
        maxLength={60}
        data-autofocus
        {...apiForm.form.getInputProps('name')}
      />
      <Select
        label={t('leads.score.for')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        allowDeselect={false}
        {...apiForm.form.getInputProps('objectId')}
      />
    </FormDrawer>
  );
}
