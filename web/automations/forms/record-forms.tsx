import { ActionIcon, Group, Input, Select, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { FieldShape } from '../../../src/records/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { NameSelect } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import { type Person, PersonSelect } from './person-select.tsx';
import { type Settings, type SettingsProps, withPart } from './settings.ts';

interface FieldText {
  fieldId: number;
  text: string;
}

const CLOSED = new Set<string>(['formula', 'rollup', 'related', 'relation', 'image', 'file']);

interface Relating {
  fieldId: number;
  on: 'record' | 'new';
}

/** A new record of some object, what stands in its fields, whose it is, and how it hangs on the one that came here. */
export function CreateForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const object = names.objects.find(({ id }) => id === settings.objectId);
  const relate = settings.relate as Relating | undefined;
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  const ways = object ? waysToRelate(names, object) : [];
  const taken = relate?.on === 'new' ? relate.fieldId : undefined;
  return (
    <Stack gap="md">
      <NameSelect
        label={t('steps.create.object')}
        named={names.objects.map(({ id, singular }) => ({ id, name: singular }))}
        value={settings.objectId as number | undefined}
        error={errorAt('objectId')}
        onChange={(objectId) => onChange(objectId === undefined ? { values: [] } : firstOf(objectId, names))}
        isFirst
      />
      {object && ways.length > 0 && (
        <Select
          label={t('steps.create.relate')}
          data={[{ value: '', label: t('steps.create.unrelated') }, ...ways]}
          value={relate ? keyOf(relate) : ''}
          onChange={(key) => onChange(withPart(settings, 'relate', relatingOf(key ?? '')))}
          allowDeselect={false}
        />
      )}
      {object && (
        <>
          <FieldTexts
            fields={object.fields.filter((field) => !field.isReadOnly && !CLOSED.has(field.type) && field.id !== taken)}
            values={(settings.values ?? []) as FieldText[]}
            names={names}
            error={errorAt('values')}
            onChange={(values) => set({ values })}
          />
          <PersonSelect
            label={t('steps.create.owner')}
            names={names}
            hasRoles={false}
            none={t('steps.create.nobody')}
            value={settings.ownerId === null ? undefined : ((settings.ownerId ?? 'owner') as Person)}
            onChange={(ownerId) => set({ ownerId: ownerId ?? null })}
          />
        </>
      )}
    </Stack>
  );
}

const keyOf = ({ on, fieldId }: Relating): string => `${on}:${fieldId}`;

function relatingOf(key: string): Relating | undefined {
  const [on, fieldId] = key.split(':');
  return fieldId === undefined ? undefined : { fieldId: Number(fieldId), on: on === 'new' ? 'new' : 'record' };
}

/** Parent fields and relations of the new record that lead here, and relations of those that come here that lead to it. */
function waysToRelate({ objectId, fields }: SettingsProps['names'], made: SettingsProps['names']['objects'][number]) {
  const leads = (field: FieldShape, to: number): boolean => field.type === 'relation' && field.settings.objectId === to;
  const fromNew = made.fields.filter((field) => (field.type === 'parent' && field.parentObjectId === objectId) || leads(field, objectId));
  const here = fields.filter((field) => leads(field, made.id));
  return [
    ...fromNew.map(({ id, label }) => ({ value: `new:${id}`, label: t('steps.create.byNew', { field: label, object: made.singular }) })),
    ...here.map(({ id, label }) => ({ value: `record:${id}`, label })),
  ];
}

/** A new record hangs on the one that came here where it can, and what it must have is asked for at once. */
function firstOf(objectId: number, names: SettingsProps['names']): Settings {
  const made = names.objects.find(({ id }) => id === objectId)!;
  const way = waysToRelate(names, made)[0];
  const relate = way && relatingOf(way.value);
  const required = made.fields.filter((field) => field.isRequired && !field.isReadOnly && !CLOSED.has(field.type));
  const values = required.filter(({ id }) => relate?.on !== 'new' || id !== relate.fieldId).map(({ id }) => ({ fieldId: id, text: '' }));
  return withPart({ objectId, values, ownerId: 'owner' } as Settings, 'relate', relate);
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
