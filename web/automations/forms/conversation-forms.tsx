import { Select, Text } from '@mantine/core';
import { t } from '../../app/messages/t.ts';
import { NameSelect, optionsOf } from './inputs.tsx';
import type { SettingsProps } from './settings.ts';

/** Whose the conversations under way with a record become. */
export function AssignConversationForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const { to } = settings;
  return (
    <Select
      label={t('steps.conversation.assign.to')}
      error={errorAt('to')}
      data={[
        { value: 'owner', label: t('steps.conversation.to.owner') },
        { value: 'nobody', label: t('steps.conversation.to.nobody') },
        { group: t('steps.colleagues'), items: optionsOf(names.users) },
      ]}
      value={to === undefined ? null : String(to)}
      onChange={(next) => onChange(next === null ? {} : { to: next === 'owner' || next === 'nobody' ? next : Number(next) })}
      allowDeselect={false}
      searchable
      openOnFocus={false}
      nothingFoundMessage={t('steps.nothingFound')}
      data-autofocus
    />
  );
}

/** Closing asks for nothing. */
export const CloseConversationForm = () => <Text c="dimmed">{t('steps.conversation.close.why')}</Text>;

/** To which inbox the conversations under way with a record go. */
export function MoveConversationForm({ settings, onChange, names, errorAt }: SettingsProps) {
  return (
    <NameSelect
      label={t('steps.conversation.inbox')}
      named={names.inboxes}
      value={settings.inboxId as number | undefined}
      error={errorAt('inboxId')}
      onChange={(inboxId) => onChange(inboxId ? { inboxId } : {})}
      isFirst
    />
  );
}
