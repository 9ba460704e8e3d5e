import { Input, Stack, Text, TextInput } from '@mantine/core';
import type { GoalSettings } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { GoalPicture } from './goal-picture.tsx';
import { Ways } from './inputs.tsx';
import { firstSettings, type SettingsProps } from './settings.ts';
import { type DraftTrigger, TriggerList } from './trigger-list.tsx';

/** What reaches a goal, who may, and what becomes of those who come down the path. */
export function GoalForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const goal = { ...firstSettings('goal'), ...settings } as unknown as GoalSettings;
  const set = (change: Partial<GoalSettings>): void => onChange({ ...goal, ...change });
  const words = {
    object: names.singular.toLocaleLowerCase(language.locale),
    objects: names.plural.toLocaleLowerCase(language.locale),
  };
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('steps.goal.why', words)}
      </Text>
      <TextInput
        label={t('steps.goal.name')}
        placeholder={t('steps.goal.name.example')}
        value={goal.name}
        maxLength={100}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data-autofocus
      />
      <Input.Wrapper label={t('steps.goal.triggers')} labelElement="div" error={errorAt('triggers')} role="group">
        <TriggerList
          triggers={goal.triggers as DraftTrigger[]}
          names={names}
          onChange={(triggers) => set({ triggers: triggers as GoalSettings['triggers'] })}
        />
      </Input.Wrapper>
      <GoalPicture goal={goal} />
      <Ways
        label={t('steps.goal.who')}
        ways={(['above', 'map', 'anyone'] as const).map((value) => ({
          value,
          label: t(`steps.goal.who.${value}`),
          description: t(`steps.goal.who.${value}.why`, words),
        }))}
        value={goal.who}
        onChange={(who) => set({ who })}
      />
      <Ways
        label={t('steps.goal.how')}
        ways={(['move', 'add'] as const).map((value) => ({
          value,
          label: t(`steps.goal.how.${value}`, words),
          description: t(`steps.goal.how.${value}.why`, words),
        }))}
        value={goal.how}
        onChange={(how) => set({ how })}
      />
      {goal.how === 'move' && (
        <Ways
          label={t('steps.goal.leaves')}
          ways={(['above', 'everywhere'] as const).map((value) => ({ value, label: t(`steps.goal.leaves.${value}`, words) }))}
          value={goal.leaves}
          onChange={(leaves) => set({ leaves })}
        />
      )}
      <Ways
        label={t('steps.goal.arrival', words)}
        ways={(['wait', 'pass'] as const).map((value) => ({ value, label: t(`steps.goal.arrival.${value}`) }))}
        value={goal.arrival}
        onChange={(arrival) => set({ arrival })}
      />
    </Stack>
  );
}
