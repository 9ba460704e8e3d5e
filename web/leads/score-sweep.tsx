import { Button, Group, Text } from '@mantine/core';
import { t } from '../app/messages/t.ts';
import { useApi, useRefresh } from '../app/session.ts';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import { leadCalls, type Score } from './leads-data.ts';

/** How far the scoring of everybody is, where it is under way or was stopped. */
export function ScoreSweep({ score: { id, sweep, isStopped } }: { score: Score }) {
  const calls = leadCalls(useApi());
  const refresh = useRefresh();
  if (!sweep && !isStopped) return null;
  const turn = (call: (id: number) => Promise<unknown>): void =>
    void call(id)
      .then(() => refresh('scores'))
      .catch(showProblem);
  return (
    <Section>
      <Progress label={t('leads.score.sweep')} done={sweep?.done ?? 0} total={sweep?.total ?? 0} />
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed">
          {isStopped && t('leads.score.sweep.stopped')}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => turn(isStopped ? calls.resumeSweep : calls.stopSweep)}>
          {t(isStopped ? 'leads.score.sweep.resume' : 'leads.score.sweep.stop')}
        </Button>
      </Group>
    </Section>
  );
}
