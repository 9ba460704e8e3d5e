import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportView } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

/** How far an import is, what it did, and the rows it did not take. */
export function ImportRun({ imported, object }: { imported: ImportView; object: ObjectType }) {
  const { progress, rowCount, status, failure } = imported;
  return (
    <>
      <Section title={t(`transfer.run.${status as 'running'}`)}>
        <Stack gap="lg">
          {status !== 'finished' && (
            <div aria-live="polite">
              <Progress label={paceOf(imported)} done={progress.rowsRead} total={rowCount} />
            </div>
          )}
          {failure && (
            <Alert color="bad" variant="light" role="alert">
              {failure}
            </Alert>
          )}
          <Counts imported={imported} object={object} />
          <Actions imported={imported} object={object} />
        </Stack>
      </Section>
      {imported.permission && (
        <Section title={t('transfer.permission')} description={t('transfer.permission.kept')}>
          <blockquote className={classes.declaration}>{imported.permission}</blockquote>
        </Section>
      )}
    </>
  );
}

function paceOf({ status, progress, rowCount }: ImportView): string {
  const { rowsPerSecond, rowsRead } = progress;
  if (status !== 'running') return t('transfer.run.stood');
  if (!rowsPerSecond) return t('transfer.run.begins');
  const seconds = Math.max(1, Math.round((rowCount - rowsRead) / rowsPerSecond));
  return t(seconds < 90 ? 'transfer.run.pace' : 'transfer.run.pace.minutes', {
    rate: rowsPerSecond,
    seconds,
    minutes: Math.round(seconds / 60),
  });
}

function Counts({ imported: { progress }, object }: { imported: ImportView; object: ObjectType }) {
  const objects = object.plural.toLocaleLowerCase();
  const counts: [string, number, string?][] = [
    [t('transfer.count.read'), progress.rowsRead],
    [t('transfer.count.created', { objects }), progress.created],
    [
      t('transfer.count.updated', { objects }),
      progress.updated,
      progress.unchanged > 0 ? t('transfer.count.unchanged', { count: progress.unchanged }) : undefined,
    ],
    ...(progress.optedOut > 0 ? ([[t('transfer.count.optedOut'), progress.optedOut]] as [string, number][]) : []),
    [t('transfer.count.rejected'), progress.rejected],
  ];
  return (
    <dl className={classes.counts}>
      {counts.map(([label, count, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="tabular">{t('ui.number', { count })}</dd>
          {note && <dd className={classes.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

function Actions({ imported, object }: { imported: ImportView; object: ObjectType }) {
  const api = useApi();
  const path = usePath();
  const refresh = useRefresh();
  const { id, status, progress } = imported;
  const change = (call: (id: number) => Promise<unknown>) => () =>
    void call(id)
      .then(() => refresh('imports'))
      .catch(showProblem);
  const calls = transferCalls(api);
  return (
    <Stack gap="sm">
      {progress.rejected > 0 && (
        <Group gap="sm" justify="space-between">
          <Text size="sm" className={classes.grow}>
            {t('transfer.rejects.why')}
          </Text>
          <Button component="a" href={api.address(`/api/imports/${id}/rejects`)} download variant="default">
            {t('transfer.rejects.download', { count: progress.rejected })}
          </Button>
        </Group>
      )}
      <Group gap="sm">
        {status === 'running' && (
          <Button variant="default" onClick={change(calls.stop)}>
            {t('transfer.stop')}
          </Button>
        )}
        {(status === 'stopped' || status === 'failed') && <Button onClick={change(calls.resume)}>{t('transfer.resume')}</Button>}
        {status === 'finished' && (
          <Button component={Link} to={path(`/records/${object.key}`)}>
            {t('transfer.see', { objects: object.plural.toLocaleLowerCase() })}
          </Button>
        )}
        <Anchor component={Link} to={path('/imports/new')} search={{ object: object.key } as never} size="sm">
          {t('transfer.another')}
        </Anchor>
      </Group>
    </Stack>
  );
}
