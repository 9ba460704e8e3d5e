import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportOptions, ImportPreview, ImportView, Target } from '../../src/transfer/schema.ts';
import { ApiProblem } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi, useRefresh } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { showProblem } from '../ui/notice.ts';
import { Section } from '../ui/page-header.tsx';
import { ColumnsMap } from './columns-map.tsx';
import { ImportOptionsForm } from './import-options-form.tsx';
import { ReadingForm } from './reading-form.tsx';
import { previewQuery, transferCalls } from './transfer-data.ts';

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
  const [options, setOptions] = useState<ImportOptions>(() => imported.options ?? firstOptions(object, mapping));
  const [permission, setPermission] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const unique = uniqueFields(object, mapping);
  const matched = options.matchFieldId !== null && !unique.some(({ id }) => id === options.matchFieldId);
  useEffect(() => {
    if (matched) setOptions((before) => ({ ...before, matchFieldId: null, mode: 'create' }));
  }, [matched]);

  const start = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await calls.map(imported.id, { mapping, options });
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
    calls.discard(imported.id).then(() => go('/imports/new', { object: object.key }), showProblem);
  };

  const fields = problem?.fields ?? {};
  return (
    <Stack gap="lg">
      <ReadingForm imported={imported} preview={preview} />
      <Section title={t('transfer.columns')} description={t('transfer.columns.why', { objects: object.plural.toLocaleLowerCase() })}>
        <ColumnsMap object={object} preview={preview} mapping={mapping} problems={fields} onChange={setMapping} />
      </Section>
      <Section title={t('transfer.options')}>
        <ImportOptionsForm object={object} unique={unique} options={options} problems={fields} onChange={setOptions} />
      </Section>
      {object.person && (
        <Section title={t('transfer.permission')} description={t('transfer.permission.why')}>
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
          {t('transfer.start', { count: imported.rowCount })}
        </Button>
      </Group>
    </Stack>
  );
}

/** Refusals about a column, an option or the declaration stand there; all others at the foot. */
const isShownBeside = ({ fields }: ApiProblem): boolean =>
  Object.keys(fields).some((path) => /^(mapping\.|options\.|permission$)/.test(path));

const uniqueFields = (object: ObjectType, mapping: readonly Target[]) =>
  object.fields.filter(({ id, isUnique }) => isUnique && mapping.some((target) => target.to === 'field' && target.fieldId === id));

function firstOptions(object: ObjectType, mapping: readonly Target[]): ImportOptions {
  const [match] = uniqueFields(object, mapping);
  const both = match !== undefined && object.rights.edit === 'all';
  return { matchFieldId: match?.id ?? null, mode: both ? 'both' : 'create', tags: [], ownerId: null };
}
