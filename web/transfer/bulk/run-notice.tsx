import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import { objectsQuery } from '../../app/session.ts';
import { showPart, showProblem } from '../../ui/notice.ts';
import { Progress } from '../../ui/progress.tsx';
import { bulkCalls, bulkRunQuery, type BulkRunView, deedOf } from './bulk-data.ts';

/** Shows at the foot of the page how far a run is, with its stop; when it is over, what it did, with the way back. */
export function showRun(accountId: number, id: number): void {
  showPart(`bulk-${accountId}-${id}`, <RunNotice accountId={accountId} id={id} />);
}

function RunNotice({ accountId, id }: { accountId: number; id: number }) {
  const queries = useQueryClient();
  const { data } = useQuery(bulkRunQuery(accountId, id));
  const { data: objects = [] } = useQuery(objectsQuery(accountId));
  const run = data?.run;
  const isOver = run !== undefined && run.status !== 'running';
  useEffect(() => {
    if (run === undefined) return;
    void queries.invalidateQueries({ queryKey: [accountId, 'work'] });
    if (isOver) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === accountId && queryKey[1] !== 'bulk' });
    if (isOver) void queries.invalidateQueries({ queryKey: [accountId, 'bulk', 'list'] });
  }, [isOver, run === undefined, accountId, queries]);
  if (!run) return <Text size="sm">{t('bulk.begins')}</Text>;
  const what = deedOf(run, { object: objects.find((object) => object.id === run.objectId) });
  return isOver ? <Over accountId={accountId} run={run} what={what} /> : <Running accountId={accountId} run={run} what={what} />;
}

interface PartProps {
  accountId: number;
  run: BulkRunView;
  what: string;
}

function Running({ accountId, run, what }: PartProps) {
  const calls = bulkCalls(client(accountId));
  return (
    <Stack gap={6}>
      <Progress label={what} done={run.done} total={run.total} />
      <Group gap="md">
        <Button variant="transparent" size="compact-sm" px={0} onClick={() => void calls.stop(run.id).catch(showProblem)}>
          {t('bulk.stop')}
        </Button>
        <Show accountId={accountId} id={run.id} />
      </Group>
    </Stack>
  );
}

function Over({ accountId, run, what }: PartProps) {
  const calls = bulkCalls(client(accountId));
  const undo = (): void => {
    calls
      .undo(run.id)
      .then((undoing) => showRun(accountId, undoing.id))
      .catch(showProblem);
  };
  return (
    <Stack gap={6}>
      <Text size="sm" role="status">
        {sentenceOf(run, what)}
      </Text>
      <Group gap="md">
        {run.canUndo && (
          <Button variant="transparent" size="compact-sm" px={0} onClick={undo}>
            {t('ui.undo')}
          </Button>
        )}
        <Show accountId={accountId} id={run.id} />
      </Group>
    </Stack>
  );
}

function sentenceOf(run: BulkRunView, what: string): string {
  if (run.failure) return run.failure;
  if (run.status === 'stopped') return t('bulk.stopped', { done: run.done, total: run.total });
  return t(run.failed > 0 ? 'bulk.over.left' : 'bulk.over', { what, changed: run.changed, failed: run.failed });
}

/** Notices stand outside the pages, so that this is a plain address. */
const Show = ({ accountId, id }: { accountId: number; id: number }) => (
  <Anchor href={`/a/${accountId}/bulk/${id}`} size="sm">
    {t('bulk.show')}
  </Anchor>
);
