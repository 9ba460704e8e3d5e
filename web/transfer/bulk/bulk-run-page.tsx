import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useObjects, useRefresh } from '../../app/session.ts';
import { colleaguesQuery } from '../../records/index.tsx';
import { useParam, usePath } from '../../app/url.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showProblem } from '../../ui/notice.ts';
import { PageBody, PageHeader, Section } from '../../ui/page-header.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { bulkCalls, bulkRunQuery, type BulkRunDetail, type BulkRunView, deedOf } from './bulk-data.ts';
import classes from './bulk.module.css';
import { Count, Reasons } from './preview.tsx';
import { RunState } from './run-state.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** One thing done with many records: what, who, when, with how many, whom it left out, and the way back. */
export default function BulkRunPage() {
  const id = Number(useParam('id'));
  const { data, error, refetch } = useQuery(bulkRunQuery(useAccountId(), id));
  const objects = useObjects();
  const { data: users = [] } = useQuery(colleaguesQuery(useAccountId()));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { run } = data;
  const object = objects.find((one) => one.id === run.objectId);
  const title = deedOf(run, { object, users });
  return (
    <>
      <PageHeader
        title={title}
        within={[{ label: t('bulk.title'), path: '/bulk' }]}
        meta={
          <>
            {users.find((user) => user.id === run.startedBy)?.name} · <RelativeTime time={run.createdAt} />
          </>
        }
      />
      <PageBody>
        <Run detail={data} object={object} />
      </PageBody>
    </>
  );
}

function Run({ detail, object }: { detail: BulkRunDetail; object: ObjectType | undefined }) {
  const { run, reasons } = detail;
  return (
    <Section title={object?.plural ?? t('bulk.one')} actions={<RunState run={run} />}>
      <Stack gap="lg">
        {run.status !== 'finished' && (
          <div aria-live="polite">
            <Progress label={paceOf(run)} done={run.done} total={run.total} />
          </div>
        )}
        {run.failure && (
          <Alert color="bad" variant="light" role="alert">
            {run.failure}
          </Alert>
        )}
        <dl className={classes.counts}>
          <Count label={t('bulk.column.changed')} count={run.changed} />
          <Count label={t('bulk.column.unchanged')} count={run.unchanged} />
          <Count label={t('bulk.column.failed')} count={run.failed} />
        </dl>
        {reasons.length > 0 && <Reasons reasons={reasons} />}
        <Related run={run} />
        {object && <RunButtons run={run} object={object} />}
      </Stack>
    </Section>
  );
}

const paceOf = ({ perSecond, status }: BulkRunView): string =>
  perSecond && status === 'running' ? t('bulk.pace', { rate: perSecond }) : t('bulk.begins');

function Related({ run }: { run: BulkRunView }) {
  const path = usePath();
  const lines = [
    ...(run.undoneBy === null ? [] : [{ id: run.undoneBy, sentence: t('bulk.undone'), link: t('bulk.undone.see') }]),
    ...(run.undoes === null ? [] : [{ id: run.undoes, sentence: t('bulk.undoes'), link: t('bulk.undoes.see') }]),
  ];
  return lines.map(({ id, sentence, link }) => (
    <Text key={id} size="sm">
      {sentence}{' '}
      <Anchor component={Link} to={path(`/bulk/${id}`)} size="sm">
        {link}
      </Anchor>
    </Text>
  ));
}

function RunButtons({ run, object }: { run: BulkRunView; object: ObjectType }) {
  const api = useApi();
  const refresh = useRefresh();
  const calls = bulkCalls(api);
  const [isUndoing, setUndoing] = useState(false);
  const change = (call: (id: number) => Promise<unknown>) => () =>
    void call(run.id)
      .then(() => refresh('bulk'))
      .catch(showProblem);
  return (
    <Group gap="sm">
      {run.status === 'running' && (
        <Button variant="default" onClick={change(calls.stop)}>
          {t('bulk.stop')}
        </Button>
      )}
      {(run.status === 'stopped' || run.status === 'failed') && <Button onClick={change(calls.resume)}>{t('bulk.resume')}</Button>}
      {run.canUndo && (
        <Button variant="default" onClick={() => setUndoing(true)}>
          {t('bulk.undo')}
        </Button>
      )}
      {run.failed > 0 && (
        <Button component="a" href={api.address(`/api/bulk/${run.id}/failures`)} download variant="default">
          {t('bulk.failures.download', { count: run.failed })}
        </Button>
      )}
      {isUndoing && <UndoDialog run={run} object={object} onClose={() => setUndoing(false)} />}
    </Group>
  );
}
