import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportView } from '../../src/transfer/schema.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../app/session.ts';
import { useGo, usePath } from '../app/url.ts';
import { Confirm } from '../ui/confirm.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import { FilesOfSet } from './files-of-set.tsx';
import { transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

/** How far an import is, what it did, and the rows it did not take. */
export function ImportRun({ imported, object }: { imported: ImportView; object: ObjectType }) {
  const { progress, rowCount, status, failure } = imported;
  return (
    <>
      <FilesOfSet imported={imported} />
      <Section title={t(imported.undone ? 'transfer.run.undone' : `transfer.run.${status as 'running'}`)}>
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
      <Made imported={imported} object={object} />
      {imported.permission && (
        <Section title={t('transfer.permission')} description={t('transfer.permission.kept')}>
          <blockquote className={classes.declaration}>{imported.permission}</blockquote>
        </Section>
      )}
    </>
  );
}

/** The file before this one, while it is not finished. */
function fileBefore({ id, set }: ImportView): string | undefined {
  const before = set.slice(
    0,
    set.findIndex((each) => each.id === id),
  );
  return before.find(({ status }) => status !== 'finished')?.fileName;
}

function paceOf(imported: ImportView): string {
  const { status, progress, rowCount } = imported;
  const before = fileBefore(imported);
  const { rowsPerSecond, rowsRead } = progress;
  if (status !== 'running') return t('transfer.run.stood');
  if (before !== undefined) return t('transfer.run.waits', { file: before });
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
    ...(progress.parents > 0 ? ([[t('transfer.count.parents'), progress.parents]] as [string, number][]) : []),
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

/** What it made besides records, in plain words: those stay when the import is undone. */
function Made({ imported: { made }, object }: { imported: ImportView; object: ObjectType }) {
  if (made.length === 0) return null;
  const labelOf = (fieldId: number): string => object.fields.find(({ id }) => id === fieldId)?.label ?? '';
  const options = Map.groupBy(
    made.filter(({ what }) => what === 'option'),
    ({ fieldId }) => fieldId,
  );
  return (
    <Section title={t('transfer.made')} description={t('transfer.made.why')}>
      <ul className={classes.made}>
        {made
          .filter(({ what }) => what === 'field')
          .map(({ fieldId, label }) => (
            <li key={fieldId}>{t('transfer.made.field', { field: label })}</li>
          ))}
        {[...options].map(([fieldId, added]) => (
          <li key={`options ${fieldId}`}>
            {t('transfer.made.options', {
              field: labelOf(fieldId),
              count: added.length,
              options: added.map(({ label }) => label).join(', '),
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function UndoButton({ imported }: { imported: ImportView }) {
  const go = useGo();
  const refresh = useRefresh();
  const calls = transferCalls(useApi());
  const [isOpen, setOpen] = useState(false);
  const { created, parents, updated, unchanged } = imported.progress;
  const undo = async (): Promise<void> => {
    const run = await calls.undo(imported.id);
    await refresh('imports');
    go(`/bulk/${run.id}`);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('transfer.undo')}
      </Button>
      {isOpen && (
        <Confirm
          title={t('transfer.undo')}
          confirmLabel={t('transfer.undo')}
          isDangerous={false}
          onConfirm={undo}
          onClose={() => setOpen(false)}
        >
          <Text>{t('transfer.undo.what', { created: created + parents, updated: Math.max(0, updated - unchanged) })}</Text>
        </Confirm>
      )}
    </>
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
        {status !== 'running' && !imported.undone && progress.created + progress.updated > 0 && <UndoButton imported={imported} />}
        {status === 'finished' && (
          <Button component={Link} to={path(`/records/${object.key}`)}>
            {t('transfer.see', { objects: object.plural.toLocaleLowerCase() })}
          </Button>
        )}
        {status === 'finished' && !imported.undone && (
          <Anchor component={Link} to={path('/settings/import-sources')} search={{ import: String(imported.id) } as never} size="sm">
            {t('transfer.again')}
          </Anchor>
        )}
        <Anchor component={Link} to={path('/imports/new')} search={{ object: object.key } as never} size="sm">
          {t('transfer.another')}
        </Anchor>
      </Group>
    </Stack>
  );
}
