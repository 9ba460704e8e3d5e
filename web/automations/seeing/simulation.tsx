import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount, useAccountId, useApi, useCan, useRefresh } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { showProblem } from '../../ui/notice.ts';
import { Progress } from '../../ui/progress.tsx';
import { formatRelative } from '../../ui/time.ts';
import type { ModeProps, Overlay } from '../canvas/overlay.ts';
import classes from './seeing.module.css';
import { AskForm } from './simulation/ask-form.tsx';
import { Result } from './simulation/result.tsx';
import { simulatedOverlay } from './simulation/simulated-overlay.tsx';
import { type AskedSimulation, type Run, runsQuery, simulationCalls } from './simulation/simulation-data.ts';
import { wordsOf } from './words-of.ts';

const FIRST: AskedSimulation = { of: 'draft', criteria: null, records: 200, days: 90, suppositions: [] };

/** The map tried out over real records before it is published: what would happen, to how many, and when. */
export default function Simulation({ automation, names, children }: ModeProps) {
  const { currency } = useAccount();
  const isManager = useCan('automations.manage');
  const { data: runs, error } = useQuery({ ...runsQuery(useAccountId(), automation.id), enabled: isManager });
  const calls = simulationCalls(useApi());
  const refresh = useRefresh();
  const [asked, setAsked] = useState<AskedSimulation>();
  const [shown, setShown] = useState<number>();
  const [compared, setCompared] = useState<number>();
  // The draft is what is drawn, and the words are its own first.
  const words = useMemo(
    () => wordsOf({ published: automation.draft, draft: automation.published ?? automation.draft }, names),
    [automation, names],
  );
  const finished = runs?.filter(({ found }) => found !== null) ?? [];
  const current = finished.find(({ id }) => id === shown) ?? finished[0];
  const other = finished.find(({ id }) => id === compared && id !== current?.id);
  const overlay = useMemo<Overlay>(
    () => (current?.found ? simulatedOverlay(current.found, other?.found ?? null, words) : {}),
    [current, other, words],
  );
  const start = useMutation({
    mutationFn: (now: AskedSimulation) => calls.start(automation.id, now),
    onSuccess: ({ id }) => {
      setCompared(current?.id);
      setShown(id);
      void refresh('automation', String(automation.id), 'simulations');
    },
  });
  const form = asked ?? runs?.[0]?.asked ?? FIRST;
  const running = runs?.find(({ status }) => status === 'running');
  return children({
    overlay,
    aside: isManager ? (
      <section className={classes.aside} aria-label={t('simulation.title')}>
        <h2>{t('simulation.title')}</h2>
        <p className={classes.note}>{t('simulation.about')}</p>
        {error && <ErrorState error={error} />}
        <AskForm automation={automation} names={names} words={words} asked={form} onChange={setAsked}>
          {start.error && <Refused error={start.error} placeOf={words.ofPlace} />}
          {running ? (
            <UnderWay run={running} onStop={() => void calls.stop(automation.id, running.id).catch(showProblem)} />
          ) : (
            <Group>
              <Button
                size="sm"
                leftSection={<IconPlayerPlay size={15} aria-hidden />}
                loading={start.isPending}
                onClick={() => start.mutate(form)}
              >
                {t(finished.length > 0 ? 'simulation.again' : 'simulation.run')}
              </Button>
            </Group>
          )}
        </AskForm>
        {runs?.[0]?.status === 'failed' && <p className={classes.failure}>{t('simulation.failed')}</p>}
        {current?.found && (
          <>
            <Runs runs={finished} current={current} other={other} onShow={setShown} onCompare={setCompared} />
            {current.asked.of === 'draft' && current.revision !== automation.revision && (
              <p className={classes.note}>{t('simulation.old')}</p>
            )}
            {current.status === 'stopped' && <p className={classes.note}>{t('simulation.stopped', { count: current.found.tried })}</p>}
            <Result automation={automation} words={words} currency={currency} found={current.found} before={other?.found ?? null} />
          </>
        )}
      </section>
    ) : undefined,
  });
}

function UnderWay({ run: { played, chosen }, onStop }: { run: Run; onStop: () => void }) {
  return (
    <div role="status">
      <Progress
        label={chosen > 0 ? t('simulation.playing', { played, chosen }) : t('simulation.beginning')}
        done={played}
        total={chosen > 0 ? chosen : null}
      />
      <Button size="xs" mt="xs" variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={onStop}>
        {t('simulation.stop')}
      </Button>
    </div>
  );
}

/** What keeps the map from running, step by step; or what else was refused. */
function Refused({ error, placeOf }: { error: Error; placeOf: (id: number) => string }) {
  const fields = error instanceof ApiProblem && error.code === 'map_cannot_run' ? Object.entries(error.fields) : [];
  if (fields.length === 0)
    return (
      <Alert color="bad" variant="light">
        {error.message}
      </Alert>
    );
  return (
    <Alert color="bad" variant="light" title={t('simulation.cannot')}>
      <ul className={classes.problems}>
        {fields.map(([place, sentence]) => (
          <li key={place}>
            {/^\d+$/.test(place) && <strong>{placeOf(Number(place))}: </strong>}
            {String(sentence)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

interface RunsProps {
  runs: readonly Run[];
  current: Run;
  other: Run | undefined;
  onShow: (id: number) => void;
  onCompare: (id: number | undefined) => void;
}

function Runs({ runs, current, other, onShow, onCompare }: RunsProps) {
  const account = useAccount();
  const now = new Date(Date.now() + account.clockOffsetMs);
  const choices = runs.map((run) => ({
    value: String(run.id),
    label: t('simulation.runName', {
      of: t(`simulation.of.${run.asked.of}`),
      records: run.found?.tried ?? 0,
      time: formatRelative(run.createdAt, now),
    }),
  }));
  return (
    <>
      <h2>{t('simulation.result')}</h2>
      {runs.length > 1 && (
        <Stack gap="xs">
          <Select
            size="xs"
            label={t('simulation.runs')}
            data={choices}
            value={String(current.id)}
            onChange={(id) => onShow(Number(id))}
            allowDeselect={false}
          />
          <Select
            size="xs"
            label={t('simulation.compare')}
            data={[{ value: '', label: t('simulation.compare.none') }, ...choices.filter(({ value }) => value !== String(current.id))]}
            value={other ? String(other.id) : ''}
            onChange={(id) => onCompare(id ? Number(id) : undefined)}
            allowDeselect={false}
          />
        </Stack>
      )}
    </>
  );
}
