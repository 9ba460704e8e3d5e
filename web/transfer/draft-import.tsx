import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportOptions, ImportPreview, ImportView, Target } from '../../src/transfer/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useObjects, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { ColumnsMap } from './columns-map.tsx';
import { FilesOfSet } from './files-of-set.tsx';
import { ImportOptionsForm } from './import-options-form.tsx';
import { ReadingForm } from './reading-form.tsx';
import { RehearsalSection } from './rehearsal.tsx';
import { previewQuery, transferCalls } from './transfer-data.ts';
import classes from './transfer.module.css';

interface DraftProps {
  imported: ImportView;
  object: ObjectType;
}

/** The second step: what each column becomes, how rows meet records, where the permission comes from. */
export function DraftImport({ imported, object }: DraftProps) {
  const { data: preview, error, refetch } = useQuery(previewQuery(useAccountId(), imported));
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!preview) return <Loading />;
  return <DraftForm imported={imported} object={object} preview={preview} />;
}

function DraftForm({ imported, object, preview }: DraftProps & { preview: ImportPreview }) {
  const api = useApi();
  const go = useGo();
  const refresh = useRefresh();
  const calls = transferCalls(api);
  const [mapping, setMapping] = useState<Target[]>(() => imported.mapping?.slice() ?? preview.columns.map(({ proposal }) => proposal));
  const [options, setOptions] = useState<ImportOptions>(() => imported.options ?? preview.options);
  const [permission, setPermission] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const unique = uniqueFields(object, mapping);
  const hasKey = mapping.some(({ to }) => to === 'key');
  const standing = options.match.filter((by) => (by === 'key' ? hasKey : unique.some(({ id }) => id === by)));
  const lost = standing.length < options.match.length;
  useEffect(() => {
    if (lost) setOptions((before) => ({ ...before, match: standing, ...(standing.length === 0 ? { mode: 'create' } : {}) }));
  }, [lost, standing]);

  const others = imported.set.filter(({ id, status }) => id !== imported.id && status === 'draft');
  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await calls.map(imported.id, { mapping, options });
      for (const { id } of others) await mapAsProposed(calls, id);
      await calls.start(imported.id, permission);
      await refresh('imports');
      await refresh('objects');
    } catch (refused) {
      setProblem(refused instanceof ApiProblem ? refused : new ApiProblem('unexpected', (refused as Error).message, 0));
      setBusy(false);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"], main [data-error="true"]')?.focus());
    }
  };
  const discard = (): void => {
    calls.discard(imported.id).then(() => go(others[0] ? `/imports/${others[0].id}` : '/imports/new', { object: object.key }), showProblem);
  };
  /** What was chosen is kept where it makes sense already; what does not is asked again on the way back. */
  const keep = (): void =>
    void calls.map(imported.id, { mapping, options }).then(
      () => refresh('imports'),
      () => undefined,
    );

  const fields = problem?.fields ?? {};
  const rows = [imported, ...others].reduce((sum, { rowCount }) => sum + rowCount, 0);
  const people = useObjects().filter(({ person }) => person);
  const hasPeople = object.person || others.some(({ objectId }) => people.some(({ id }) => id === objectId));
  return (
    <Stack gap="lg">
      <FilesOfSet imported={imported} onLeave={keep} />
      <Recognised imported={imported} object={object} preview={preview} />
      <ReadingForm imported={imported} preview={preview} />
      <Section title={t('transfer.columns')} description={t('transfer.columns.why', { objects: object.plural.toLocaleLowerCase() })}>
        <ColumnsMap object={object} preview={preview} mapping={mapping} problems={fields} onChange={setMapping} />
      </Section>
      <Section title={t('transfer.options')}>
        <ImportOptionsForm object={object} unique={unique} hasKey={hasKey} options={options} problems={fields} onChange={setOptions} />
      </Section>
      <RehearsalSection imported={imported} object={object} input={{ mapping, options }} />
      {hasPeople && (
        <Section title={t('transfer.permission')} description={t('transfer.permission.why')}>
          <Stack gap="md">
            <ul className={classes.made}>
              {(['new', 'never', 'double', 'texts'] as const).map((rule) => (
                <li key={rule}>
                  <Text size="sm">{t(`transfer.permission.rule.${rule}`)}</Text>
                </li>
              ))}
            </ul>
            <Textarea
              label={t('transfer.permission.label')}
              description={t('transfer.permission.refused')}
              placeholder={t('transfer.permission.placeholder')}
              autosize
              minRows={3}
              maxLength={2_000}
              withAsterisk
              value={permission}
              error={fields.permission}
              onChange={(event) => {
                setPermission(event.currentTarget.value);
                if (fields.permission) setProblem(null);
              }}
            />
          </Stack>
        </Section>
      )}
      {problem && !isShownBeside(problem) && (
        <Alert color="bad" variant="light" role="alert">
          {problem.message}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={discard} disabled={isBusy}>
          {t('transfer.discard')}
        </Button>
        <Button onClick={() => void start()} loading={isBusy}>
          {t(others.length > 0 ? 'transfer.start.files' : 'transfer.start', { count: rows, files: others.length + 1 })}
        </Button>
      </Group>
    </Stack>
  );
}

/** Says what the file was taken for, and lets that be changed. */
function Recognised({ imported, object, preview }: DraftProps & { preview: ImportPreview }) {
  const calls = transferCalls(useApi());
  const refresh = useRefresh();
  const objects = useObjects();
  const into = (next: string | null): void => {
    if (next === null || Number(next) === object.id) return;
    calls.into(imported.id, Number(next)).then(() => refresh('imports'), showProblem);
  };
  return (
    <Group justify="space-between" align="end" gap="md">
      <Text fw={540} role="status">
        {preview.preset ? t('transfer.preset', { preset: preview.preset.label }) : t('transfer.preset.none')}
      </Text>
      <Select
        label={t('transfer.into')}
        data={objects.map(({ id, plural }) => ({ value: String(id), label: plural }))}
        value={String(object.id)}
        onChange={into}
        allowDeselect={false}
      />
    </Group>
  );
}

/** A file nobody looked at is brought in as it is proposed. */
async function mapAsProposed(calls: ReturnType<typeof transferCalls>, id: number): Promise<void> {
  const other = await calls.one(id);
  if (other.mapping !== null) return;
  const { columns, options } = await calls.preview(id);
  await calls.map(id, { mapping: columns.map(({ proposal }) => proposal), options });
}

/** Refusals about a column, an option or the declaration stand there; all others at the foot. */
const isShownBeside = ({ fields }: ApiProblem): boolean =>
  Object.keys(fields).some((path) => /^(mapping\.|options\.|permission$)/.test(path));

const uniqueFields = (object: ObjectType, mapping: readonly Target[]) =>
  object.fields.filter(({ id, isUnique }) => isUnique && mapping.some((target) => target.to === 'field' && target.fieldId === id));
