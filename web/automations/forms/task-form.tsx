import { NumberInput, Select, Stack } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { optionsOf } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import type { Settings, SettingsProps } from './settings.ts';

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
      <Select
        label={t('steps.task.assignee')}
        data={[
          { value: 'owner', label: t('steps.theirOwner') },
          { group: t('steps.colleagues'), items: optionsOf(names.users) },
        ]}
        value={String(settings.assignee ?? 'owner')}
        error={errorAt('assignee')}
        onChange={(who) => set({ assignee: who === 'owner' || who === null ? 'owner' : Number(who) })}
        allowDeselect={false}
        searchable
        openOnFocus={false}
      />
      <NumberInput
        label={t('steps.task.due')}
        description={t('steps.task.due.why')}
        value={(settings.dueInDays as number | null) ?? ''}
        onChange={(days) => set({ dueInDays: days === '' ? null : Number(days) })}
        min={0}
        max={3650}
        allowDecimal={false}
        w={180}
      />
    </Stack>
  );
}
