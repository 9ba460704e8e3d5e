import { MultiSelect, Stack } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { optionsOf } from './inputs.tsx';
import { MergeText } from './merge-text.tsx';
import type { Settings, SettingsProps } from './settings.ts';

type Receiver = 'owner' | number | { role: number };

/** Who is told of it in the app and by mail, and what. */
export function NotifyForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const set = (change: Settings): void => onChange({ ...settings, ...change });
  const to = (settings.to ?? []) as Receiver[];
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('steps.notify.to')}
        description={t('steps.notify.why')}
        data={[
          { value: 'owner', label: t('steps.theirOwner') },
          { group: t('steps.colleagues'), items: optionsOf(names.users) },
          {
            group: t('steps.roles'),
            items: names.roles.map(({ id, name }) => ({ value: `role:${id}`, label: t('steps.role', { role: name }) })),
          },
        ]}
        value={to.map(keyOf)}
        error={errorAt('to')}
        onChange={(keys) => set({ to: keys.map(receiverOf) })}
        searchable
        openOnFocus={false}
        data-autofocus
      />
      <MergeText
        label={t('steps.notify.subject')}
        value={String(settings.subject ?? '')}
        error={errorAt('subject')}
        onChange={(subject) => set({ subject })}
        names={names}
      />
      <MergeText
        label={t('steps.notify.text')}
        value={String(settings.text ?? '')}
        error={errorAt('text')}
        onChange={(text) => set({ text })}
        names={names}
        isLong
      />
    </Stack>
  );
}

const keyOf = (receiver: Receiver): string => (typeof receiver === 'object' ? `role:${receiver.role}` : String(receiver));

function receiverOf(key: string): Receiver {
  if (key === 'owner') return key;
  return key.startsWith('role:') ? { role: Number(key.slice('role:'.length)) } : Number(key);
}
