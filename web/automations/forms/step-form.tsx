import { useEffect } from 'react';
import { Autocomplete, NumberInput, Select, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Value } from '../../../src/records/schema.ts';
import { t } from '../../app/messages/t.ts';
import { FieldInput } from '../../records/index.tsx';
import { AutomationForm, TemplateForm } from './choice-forms.tsx';
import { ConditionForm } from './condition-form.tsx';
import type { Names } from '../use-names.ts';
import { WaitForm } from './wait-form.tsx';

export type Settings = Record<string, unknown>;

export interface StepFormProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
  names: Names;
}

/** What can be set about a step of this kind. */
export function StepForm({ kind, ...props }: StepFormProps & { kind: string }): ReactNode {
  switch (kind) {
    case 'wait':
      return <WaitForm {...props} />;
    case 'condition':
      return <ConditionForm {...props} />;
    case 'email.send':
      return <EmailForm {...props} />;
    case 'tag.add':
    case 'tag.remove':
      return <TagForm {...props} isNew={kind === 'tag.add'} />;
    case 'task.create':
      return <TaskForm {...props} />;
    case 'task.assign':
      return <TemplateForm {...props} />;
    case 'automation.enter':
    case 'automation.leave':
      return <AutomationForm {...props} />;
    case 'owner.change':
      return <OwnerForm {...props} />;
    case 'field.change':
      return <FieldForm {...props} />;
    default:
      return <Text c="dimmed">{t('automations.noForm')}</Text>;
  }
}

/** What a new step of this kind begins with. */
export function firstSettings(kind: string): Settings {
  switch (kind) {
    case 'wait':
      return { wait: 'for', amount: 1, unit: 'days' };
    case 'condition':
      return { criteria: {} };
    case 'task.create':
      return { subject: '', body: '', assignee: 'owner', dueInDays: 1 };
    case 'field.change':
      return { fieldId: 0, change: { how: 'set', value: '' } };
    case 'tag.add':
    case 'tag.remove':
      return { tag: '' };
    default:
      return {};
  }
}

function EmailForm({ settings, onChange, names }: StepFormProps) {
  const published = names.messages.filter(({ isPublished }) => isPublished);
  const only = published.length === 1 ? published[0]!.id : undefined;
  useEffect(() => {
    if (settings.messageId === undefined && only !== undefined) onChange({ messageId: only });
  }, [settings.messageId, only, onChange]);
  if (names.messages.length === 0) return <Text c="dimmed">{t('automations.email.none')}</Text>;
  return (
    <Stack gap="xs">
      <Select
        label={t('automations.email.message')}
        data={names.messages.map(({ id, name, isPublished }) => ({
          value: String(id),
          label: isPublished ? name : t('automations.email.unpublished', { name }),
        }))}
        value={settings.messageId ? String(settings.messageId) : null}
        onChange={(id) => onChange(id ? { messageId: Number(id) } : {})}
        searchable
        openOnFocus={false}
        data-autofocus
      />
      <Text c="dimmed" size="sm">
        {t('automations.email.gate')}
      </Text>
    </Stack>
  );
}

function TagForm({ settings, onChange, names, isNew }: StepFormProps & { isNew: boolean }) {
  return (
    <Autocomplete
      label={t('automations.tag.tag')}
      description={isNew ? t('automations.tag.why') : undefined}
      data={names.tags.map(({ name }) => name)}
      value={String(settings.tag ?? '')}
      onChange={(tag) => onChange({ tag })}
      maxLength={100}
      data-autofocus
    />
  );
}

function TaskForm({ settings, onChange, names }: StepFormProps) {
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('automations.task.subject')}
        value={String(settings.subject ?? '')}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        data-autofocus
      />
      <Textarea
        label={t('automations.task.body')}
        value={String(settings.body ?? '')}
        onChange={(event) => set({ body: event.currentTarget.value })}
        autosize
        minRows={3}
      />
      <Select
        label={t('automations.task.assignee')}
        data={[
          { value: 'owner', label: t('automations.task.owner') },
          ...names.users.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={String(settings.assignee ?? 'owner')}
        onChange={(who) => set({ assignee: who === 'owner' || who === null ? 'owner' : Number(who) })}
        allowDeselect={false}
      />
      <NumberInput
        label={t('automations.task.due')}
        description={t('automations.task.due.why')}
        value={(settings.dueInDays as number | null) ?? ''}
        onChange={(days) => set({ dueInDays: days === '' ? null : Number(days) })}
        min={0}
        max={3650}
        allowDecimal={false}
      />
    </Stack>
  );
}

function OwnerForm({ settings, onChange, names }: StepFormProps) {
  return (
    <Select
      label={t('automations.owner.who')}
      data={names.users.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={settings.ownerId ? String(settings.ownerId) : null}
      onChange={(id) => onChange(id ? { ownerId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}

const UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;

type Change = { how: string; value?: Value; amount?: number; unit?: string };

function FieldForm({ settings, onChange, names }: StepFormProps) {
  const field = names.fields.find(({ id }) => id === settings.fieldId);
  const change = (settings.change ?? { how: 'set' }) as Change;
  const setChange = (next: Change): void => onChange({ ...settings, change: next });
  const isTime = field?.type === 'date' || field?.type === 'datetime';
  const isNumber = field?.type === 'number' || field?.type === 'price';
  const hows = ['set', ...(isTime ? ['from_now', 'shift'] : []), ...(isNumber ? ['add'] : []), 'clear'] as const;
  return (
    <Stack gap="sm">
      <Select
        label={t('automations.field.field')}
        data={names.fields.filter((one) => !one.isReadOnly && !one.isUnique).map(({ id, label }) => ({ value: String(id), label }))}
        value={field ? String(field.id) : null}
        onChange={(id) => onChange({ fieldId: Number(id ?? 0), change: { how: 'set', value: '' } })}
        searchable
        openOnFocus={false}
        data-autofocus
      />
      {field && hows.length > 1 && (
        <Select
          label={t('automations.field.how')}
          data={hows.map((how) => ({ value: how, label: t(`automations.field.how.${how as 'set'}`) }))}
          value={change.how}
          onChange={(how) => setChange(firstChange(how ?? 'set'))}
          allowDeselect={false}
        />
      )}
      {field && change.how === 'set' && (
        <FieldInput
          field={field}
          value={change.value === '' ? null : (change.value ?? null)}
          onChange={(value) => setChange({ how: 'set', value: value ?? '' })}
        />
      )}
      {(change.how === 'add' || change.how === 'shift' || change.how === 'from_now') && (
        <NumberInput
          label={t('automations.field.amount')}
          value={change.amount ?? 0}
          onChange={(amount) => setChange({ ...change, amount: Number(amount) })}
        />
      )}
      {(change.how === 'shift' || change.how === 'from_now') && (
        <SegmentedControl
          aria-label={t('automations.wait.unit')}
          data={UNITS.map((unit) => ({ value: unit, label: t(`automations.wait.unit.${unit}`) }))}
          value={change.unit ?? 'days'}
          onChange={(unit) => setChange({ ...change, unit })}
        />
      )}
    </Stack>
  );
}

function firstChange(how: string): Change {
  if (how === 'set') return { how, value: '' };
  if (how === 'clear') return { how };
  return how === 'add' ? { how, amount: 1 } : { how, amount: 1, unit: 'days' };
}
