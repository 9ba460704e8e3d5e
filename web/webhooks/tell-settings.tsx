import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { t } from '../app/messages/t.ts';
import { useAccountId } from '../app/session.ts';
import { subscriptionsQuery } from './subscriptions-data.ts';

interface TellSettingsProps {
  settings: Record<string, unknown>;
  onChange: (settings: Record<string, unknown>) => void;
}

/** Which of the programs that are subscribed a step tells. */
export function TellSettings({ settings, onChange }: TellSettingsProps) {
  const { data: subscriptions } = useQuery(subscriptionsQuery(useAccountId()));
  const { subscriptionId } = settings;
  return (
    <Select
      label={t('webhooks.subs.tell')}
      data={(subscriptions ?? []).map(({ id, url }) => ({ value: String(id), label: url.replace(/^https?:\/\//, '') }))}
      value={typeof subscriptionId === 'number' ? String(subscriptionId) : null}
      onChange={(next) => onChange({ subscriptionId: Number(next) })}
      description={subscriptions?.length === 0 ? t('webhooks.subs.tell.none') : undefined}
      allowDeselect={false}
    />
  );
}
