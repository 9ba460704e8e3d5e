import { Select, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { mergeFieldsOutsideLetters } from '../../src/documents/schema.ts';
import { ENCODINGS, METHODS, type Encoding, type WebhookSettings as Kept } from '../../src/webhooks/schema.ts';
import { t } from '../app/messages/t.ts';
import type { ObjectType } from '../app/session.ts';
import { MergedText } from '../email/index.tsx';
import { PairsInput } from './pairs-input.tsx';
import classes from './webhooks.module.css';

export interface WebhookSettingsProps {
  settings: Record<string, unknown>;
  onChange: (settings: Record<string, unknown>) => void;
  names: { objectId: number; objects: readonly ObjectType[] };
  /** What is wrong with the settings: asked for `url`, whatever it is about. */
  errorAt?: (part: string) => string | undefined;
}

/** Where a step calls, how, and with what. */
export function WebhookSettings({ settings, onChange, names, errorAt = () => undefined }: WebhookSettingsProps) {
  const { method = 'POST', url = '', encoding = 'json', headers = [] } = settings as Partial<Kept>;
  const object = names.objects.find(({ id }) => id === names.objectId);
  const fields = useMemo(() => (object ? mergeFieldsOutsideLetters(object) : []), [object]);
  const set = (change: Partial<Kept>): void => onChange({ ...settings, ...change });
  const problem = errorAt('url');
  const at = (part: string): string | undefined => (problem !== undefined && partOf(problem) === part ? problem : undefined);
  return (
    <Stack gap="md">
      <div className={classes.address}>
        <Select
          label={t('webhooks.form.method')}
          data={[...METHODS]}
          value={method}
          onChange={(next) =>
            set(next === 'GET' ? { method: 'GET', encoding: 'none', body: '', fields: [] } : { method: (next ?? 'POST') as Kept['method'] })
          }
          allowDeselect={false}
        />
        <MergedText
          label={t('webhooks.form.url')}
          placeholder="https://example.com/hook"
          value={url}
          error={at('url')}
          onChange={(next) => set({ url: next })}
          fields={fields}
          isFirst
        />
      </div>
      <Text size="sm" c="dimmed">
        {t('webhooks.form.url.why')}
      </Text>
      {method !== 'GET' && (
        <Select
          label={t('webhooks.form.encoding')}
          data={ENCODINGS.map((value) => ({ value, label: t(`webhooks.form.encoding.${value}`) }))}
          value={encoding}
          onChange={(next) => set({ encoding: (next ?? 'json') as Encoding })}
          allowDeselect={false}
          w={180}
        />
      )}
      {method !== 'GET' && <BodyInput settings={settings} set={set} fields={fields} error={at('body')} />}
      <PairsInput
        label={t('webhooks.form.headers')}
        addLabel={t('webhooks.form.header.add')}
        pairs={headers}
        error={at('headers')}
        onChange={(next) => set({ headers: next })}
      />
      <Text size="sm" c="dimmed">
        {t('webhooks.form.signed')}
      </Text>
    </Stack>
  );
}

/** What the server’s sentence is about. */
function partOf(problem: string): string {
  if (/header/i.test(problem)) return 'headers';
  return /\bbody\b|JSON|the form/.test(problem) ? 'body' : 'url';
}

interface BodyInputProps {
  settings: Record<string, unknown>;
  set: (change: Partial<Kept>) => void;
  fields: ReturnType<typeof mergeFieldsOutsideLetters>;
  error: string | undefined;
}

function BodyInput({ settings, set, fields, error }: BodyInputProps) {
  const { encoding = 'json', body = '', fields: pairs = [] } = settings as Partial<Kept>;
  if (encoding === 'none') return null;
  if (encoding === 'form') {
    return (
      <PairsInput
        label={t('webhooks.form.fields')}
        addLabel={t('webhooks.form.field.add')}
        pairs={pairs}
        error={error}
        onChange={(next) => set({ fields: next })}
      />
    );
  }
  return (
    <MergedText
      label={t(`webhooks.form.${encoding}`)}
      {...(encoding === 'json' ? { description: t('webhooks.form.json.why') } : {})}
      value={body}
      error={error}
      onChange={(next) => set({ body: next })}
      fields={fields}
      lines="code"
    />
  );
}
