import { NumberInput, Stack, Text } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { NameSelect, NARROW } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import { type Person, PersonSelect } from './person-select.tsx';
import { type Settings, type SettingsProps, withPart } from './settings.ts';

/** What is to be done, by whom and until when. */
export function TaskForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  return (
    <Stack gap="sm">
      <MergeText
        label={t('steps.task.subject')}
        value={String(settings.subject ?? '')}
        error={errorAt('subject')}
        onChange={(subject) => set({ subject })}
        names={names}
        isFirst
      />
      <MergeText label={t('steps.task.body')} value={String(settings.body ?? '')} onChange={(body) => set({ body })} names={names} isLong />
      <PersonSelect
        label={t('steps.task.assignee')}
        names={names}
        value={(settings.assignee ?? 'owner') as Person}
        error={errorAt('assignee')}
        onChange={(assignee) => set({ assignee })}
      />
      <NumberInput
        label={t('steps.task.due')}
        description={t('steps.task.due.why')}
        value={(settings.dueInDays as number | null) ?? ''}
        onChange={(days) => set({ dueInDays: days === '' ? null : Number(days) })}
        min={0}
        max={3650}
        allowDecimal={false}
        styles={NARROW}
      />
    </Stack>
  );
}

/** Which task template the task is made from, and whom it falls to where that is not as the template says. */
export function TemplateForm({ settings, onChange, names, errorAt }: SettingsProps) {
  if (names.templates.length === 0) return <Text c="dimmed">{t('steps.template.none')}</Text>;
  return (
    <Stack gap="sm">
      <NameSelect
        label={t('steps.template')}
        description={t('steps.template.why')}
        named={names.templates}
        value={settings.templateId as number | undefined}
        error={errorAt('templateId')}
        onChange={(templateId) => onChange(withPart(settings, 'templateId', templateId))}
        isFirst
      />
      <PersonSelect
        label={t('steps.task.assignee')}
        names={names}
        none={t('steps.template.itself')}
        value={settings.assignee as Person | undefined}
        error={errorAt('assignee')}
        onChange={(assignee) => onChange(withPart(settings, 'assignee', assignee))}
      />
    </Stack>
  );
}
