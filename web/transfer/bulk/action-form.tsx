import { Autocomplete, Checkbox, MultiSelect, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import { FieldForm, isFieldReady } from './field-form.tsx';
import { useAutomations, useMessages, useTags, useUsers } from './use-names.ts';

export type Settings = Record<string, unknown>;

export interface ActionFormProps {
  object: ObjectType;
  settings: Settings;
  onChange: (settings: Settings) => void;
}

/** What can be set about an action; nothing where there is nothing to set. */
export function ActionForm({ kind, ...props }: ActionFormProps & { kind: string }) {
  switch (kind) {
    case 'field.change':
      return <FieldForm {...props} />;
    case 'tag.add':
    case 'tag.remove':
      return <TagForm {...props} isNew={kind === 'tag.add'} />;
    case 'owner.change':
      return <OwnerForm {...props} />;
    case 'owner.spread':
      return <SpreadForm {...props} />;
    case 'task.create':
      return <TaskForm {...props} />;
    case 'email.send':
      return <MessageForm {...props} />;
    case 'automation.enter':
    case 'automation.leave':
      return <AutomationForm {...props} onlyRunning={kind === 'automation.enter'} />;
    case 'record.restore':
      return <RestoreForm {...props} />;
    default:
      return null;
  }
}

/** What an action's form begins with. */
export function firstSettings(kind: string): Settings {
  return kind === 'task.create' ? { subject: '', body: '', assignee: 'owner', dueInDays: 1 } : {};
}

/** Whether enough is filled in to try an action. */
export function isReady(kind: string, settings: Settings): boolean {
  const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  switch (kind) {
    case 'field.change':
      return isFieldReady(settings);
    case 'tag.add':
    case 'tag.remove':
      return filled(settings.tag);
    case 'owner.change':
      return Boolean(settings.ownerId);
    case 'owner.spread':
      return ((settings.userIds as number[] | undefined) ?? []).length > 1;
    case 'task.create':
      return filled(settings.subject);
    case 'email.send':
      return Boolean(settings.messageId);
    case 'automation.enter':
    case 'automation.leave':
      return Boolean(settings.automationId);
    default:
      return true;
  }
}

const optionsOf = (named: readonly { id: number; name: string }[]): { value: string; label: string }[] =>
  named.map(({ id, name }) => ({ value: String(id), label: name }));

function TagForm({ object, settings, onChange, isNew }: ActionFormProps & { isNew: boolean }) {
  const tags = useTags(object.id);
  return (
    <Autocomplete
      label={t('bulk.tag')}
      description={isNew ? t('bulk.tag.new') : undefined}
      data={[...new Set(tags.map(({ name }) => name))]}
      value={String(settings.tag ?? '')}
      onChange={(tag) => onChange({ tag })}
      maxLength={100}
      data-autofocus
    />
  );
}

function OwnerForm({ settings, onChange }: ActionFormProps) {
  const { present } = useUsers();
  return (
    <Select
      label={t('bulk.owner')}
      data={optionsOf(present)}
      value={settings.ownerId ? String(settings.ownerId) : null}
      onChange={(id) => onChange(id ? { ownerId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}

function SpreadForm({ settings, onChange }: ActionFormProps) {
  const { present } = useUsers();
  return (
    <MultiSelect
      label={t('bulk.owners')}
      description={t('bulk.owners.why')}
      data={optionsOf(present)}
      value={((settings.userIds as number[] | undefined) ?? []).map(String)}
      onChange={(ids) => onChange({ userIds: ids.map(Number) })}
      searchable
      data-autofocus
    />
  );
}

function TaskForm({ settings, onChange }: ActionFormProps) {
  const { present } = useUsers();
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  return (
    <Stack gap="sm">
      <TextInput
        label={t('bulk.task.subject')}
        value={String(settings.subject ?? '')}
        onChange={(event) => set({ subject: event.currentTarget.value })}
        data-autofocus
      />
      <Textarea
        label={t('bulk.task.body')}
        value={String(settings.body ?? '')}
        onChange={(event) => set({ body: event.currentTarget.value })}
        autosize
        minRows={2}
      />
      <Select
        label={t('bulk.task.assignee')}
        data={[{ value: 'owner', label: t('bulk.task.owner') }, ...optionsOf(present)]}
        value={String(settings.assignee ?? 'owner')}
        onChange={(who) => set({ assignee: who === 'owner' || who === null ? 'owner' : Number(who) })}
        allowDeselect={false}
      />
      <NumberInput
        label={t('bulk.task.due')}
        description={t('bulk.task.due.why')}
        value={(settings.dueInDays as number | null) ?? ''}
        onChange={(days) => set({ dueInDays: days === '' ? null : Number(days) })}
        min={0}
        max={3650}
        allowDecimal={false}
      />
    </Stack>
  );
}

function MessageForm({ object, settings, onChange }: ActionFormProps) {
  const messages = useMessages(object.id);
  if (messages?.length === 0) return <Text c="dimmed">{t('bulk.message.none', { objects: object.plural.toLocaleLowerCase() })}</Text>;
  return (
    <Select
      label={t('bulk.message')}
      description={t('bulk.message.why')}
      data={optionsOf(messages ?? [])}
      value={settings.messageId ? String(settings.messageId) : null}
      onChange={(id) => onChange(id ? { messageId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}

function AutomationForm({ object, settings, onChange, onlyRunning }: ActionFormProps & { onlyRunning: boolean }) {
  const automations = useAutomations(object.id, onlyRunning);
  if (automations?.length === 0) return <Text c="dimmed">{t('bulk.automation.none', { objects: object.plural.toLocaleLowerCase() })}</Text>;
  return (
    <Select
      label={t('bulk.automation')}
      data={optionsOf(automations ?? [])}
      value={settings.automationId ? String(settings.automationId) : null}
      onChange={(id) => onChange(id ? { automationId: Number(id) } : {})}
      searchable
      openOnFocus={false}
      data-autofocus
    />
  );
}

function RestoreForm({ settings, onChange }: ActionFormProps) {
  return (
    <Checkbox
      label={t('bulk.restore.withoutTaken')}
      checked={settings.withoutTaken === true}
      onChange={(event) => onChange({ withoutTaken: event.currentTarget.checked })}
    />
  );
}
