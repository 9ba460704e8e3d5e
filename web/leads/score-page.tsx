import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScoreSettings } from '../../src/leads/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { NotFoundScreen } from '../app/frame/screen-problem.tsx';
import { t } from '../app/messages/t.ts';
import { useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo, useParam } from '../app/url.ts';
import { useNames } from '../automations/index.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showDone, showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { SettingsPage } from '../ui/settings-page.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import classes from './leads.module.css';
import { leadCalls, type Score, scoreQuery } from './leads-data.ts';
import { ScoreFading } from './score-fading.tsx';
import { ScoreLines } from './score-lines.tsx';
import { ScorePreview } from './score-preview.tsx';
import { ScoreSweep } from './score-sweep.tsx';

/** The editor of a score: its reasons as sentences, and beside them what they come to. */
export default function ScorePage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery(scoreQuery(useAccountId(), id));
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundScreen />;
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return data ? <ScoreEditor key={`${data.id}/${data.revision}`} score={data} /> : <Loading />;
}

function ScoreEditor({ score }: { score: Score }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const names = useNames(score.objectId);
  const object = useObjects().find(({ id }) => id === score.objectId);
  const [name, setName] = useState(score.name);
  const [settings, setSettings] = useState<ScoreSettings>(score.settings);
  const [problems, setProblems] = useState<Record<string, string>>(score.broken);
  const [isSaving, setSaving] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const isChanged = name !== score.name || JSON.stringify(settings) !== JSON.stringify(score.settings);

  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await calls.updateScore(score.id, { name, settings, revision: score.revision });
      await refresh('scores');
      void refresh('objects');
      showDone(t('leads.score.saved'));
    } catch (error) {
      setProblems(problemsByLine(error, settings));
      showProblem(error as Error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <SettingsPage
      title={score.name}
      wide
      within={[{ label: t('leads.scoring'), path: '/settings/scoring' }]}
      meta={isChanged ? <StatusBadge state="warn">{t('leads.score.unsaved')}</StatusBadge> : object?.plural}
      actions={
        <>
          <Button variant="subtle" color="bad" onClick={() => setRemoving(true)}>
            {t('leads.score.remove')}
          </Button>
          <Button onClick={() => void save()} loading={isSaving} disabled={!isChanged}>
            {t('leads.score.save')}
          </Button>
        </>
      }
    >
      <ScoreSweep score={score} />
      <div className={classes.editor}>
        <div className={classes.main}>
          <ScoreLines settings={settings} onChange={setSettings} names={names} problems={problems} />
          <ScoreFading settings={settings} onChange={setSettings} />
          <Section>
            <TextInput
              label={t('leads.score.name')}
              description={t('leads.score.name.why')}
              value={name}
              maxLength={60}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </Section>
        </div>
        <div className={classes.aside}>{object && <ScorePreview object={object} scoreId={score.id} settings={settings} />}</div>
      </div>
      {isRemoving && <RemoveScore score={score} onClose={() => setRemoving(false)} />}
    </SettingsPage>
  );
}

/** The refusals of the server by the lines they are about. */
function problemsByLine(error: unknown, { lines }: ScoreSettings): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    Object.entries(error.fields).flatMap(([path, sentence]) => {
      const place = /^settings\.lines\.(\d+)/.exec(path)?.[1];
      const line = place === undefined ? undefined : lines[Number(place)];
      return line ? [[String(line.id), sentence]] : [];
    }),
  );
}

function RemoveScore({ score, onClose }: { score: Score; onClose: () => void }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  const go = useGo();
  const remove = async (): Promise<void> => {
    await calls.removeScore(score.id);
    go('/settings/scoring');
    showDone(t('leads.score.removed', { name: score.name }));
    await Promise.all([refresh('scores'), refresh('objects')]);
  };
  return (
    <Confirm
      title={t('leads.score.remove.title', { name: score.name })}
      confirmLabel={t('leads.score.remove')}
      onConfirm={remove}
      onClose={onClose}
    >
      {t('leads.score.remove.sentence')}
    </Confirm>
  );
}
