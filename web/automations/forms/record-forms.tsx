import { ActionIcon, Group, Input, Select, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { FieldShape } from '../../../src/records/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { NameSelect } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import type { Settings, SettingsProps } from './settings.ts';

interface FieldText {
  fieldId: number;
  text: string;
}

const CLOSED = new Set<string>(['formula', 'rollup', 'related', 'relation', 'image', 'file']);

/** A new record of some object, what stands in its fields, and by which field it hangs on the one that came here. */
export function CreateForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const object = names.objects.find(({ id }) => id === settings.objectId);
  const values = (settings.values ?? []) as FieldText[];
  const relate = (settings.relate as { fieldId: number } | undefined)?.fieldId;
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  const relating = (object?.fields ?? []).filter(
    ({ type, parentObjectId, settings: its }) =>
      (type === 'parent' && parentObjectId === names.objectId) || (type === 'relation' && its.objectId === names.objectId),
  );
  const writable = (object?.fields ?? []).filter((field) => !field.isReadOnly && !CLOSED.has(field.type) && field.id !== relate);
  return (
    <Stack gap="md">
      <NameSelect
        label={t('steps.create.object')}
        named={names.objects.map(({ id, singular }) => ({ id, name: singular }))}
        value={settings.objectId as number | undefined}
        error={errorAt('objectId')}
        onChange={(objectId) => onChange(objectId === undefined ? { values: [] } : { objectId, values: [] })}
        isFirst
      />
      {object && relating.length > 0 && (
        <Select
          label={t('steps.create.relate')}
          data={[{ value: '', label: t('steps.create.unrelated') }, ...relating.map(({ id, label }) => ({ value: String(id), label }))]}
          value={relate === undefined ? '' : String(relate)}
          onChange={(id) => set({ relate: id ? { fieldId: Number(id) } : undefined })}
          allowDeselect={false}
        />
      )}
      {object && (
        <FieldTexts fields={writable} values={values} names={names} error={errorAt('values')} onChange={(next) => set({ values: next })} />
      )}
    </Stack>
  );
}

interface FieldTextsProps {
  fields: readonly FieldShape[];
  values: readonly FieldText[];
  names: SettingsProps['names'];
  error: string | undefined;
  onChange: (values: FieldText[]) => void;
}

function FieldTexts({ fields, values, names, error, onChange }: FieldTextsProps) {
  const free = fields.filter(({ id }) => !values.some(({ fieldId }) => fieldId === id));
  const set = (index: number, change: Partial<FieldText>): void =>
    onChange(values.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Input.Wrapper
      label={t('steps.create.values')}
      labelElement="div"
      description={t('steps.create.values.why', { object: names.singular.toLocaleLowerCase(language.locale) })}
      error={error}
      role="group"
    >
      <Stack gap="sm" mt={6}>
        {values.map(({ fieldId, text }, index) => {
          const label = fields.find(({ id }) => id === fieldId)?.label ?? t('automations.gone');
          return (
            <Group key={fieldId} gap={4} wrap="nowrap" align="flex-start">
              <div style={{ flex: 1, minWidth: 0 }}>
                <MergeText label={label} value={text} onChange={(next) => set(index, { text: next })} names={names} />
              </div>
              <ActionIcon
                mt={26}
                aria-label={t('steps.create.remove', { field: label })}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          );
        })}
        {free.length > 0 && (
          <Select
            aria-label={t('steps.create.add')}
            placeholder={t('steps.create.add')}
            leftSection={<IconPlus size={15} aria-hidden />}
            data={free.map(({ id, label }) => ({ value: String(id), label }))}
            value={null}
            onChange={(id) => id && onChange([...values, { fieldId: Number(id), text: '' }])}
            searchable
            openOnFocus={false}
          />
        )}
      </Stack>
    </Input.Wrapper>
  );
}
