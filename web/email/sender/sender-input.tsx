import { Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { SENDERS, type LetterSender } from '../../../src/email/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccountId, useObjects } from '../../app/session.ts';
import { colleaguesQuery } from '../../records/index.tsx';

interface SenderInputProps {
  /** Of the records the letters go to. */
  objectId: number;
  value: LetterSender;
  onChange: (sender: LetterSender) => void;
}

/** From whom letters come: the account, whoever owns the record, one of us, whoever a field names, or another address. */
export function SenderInput({ objectId, value, onChange }: SenderInputProps) {
  const { data: users = [] } = useQuery(colleaguesQuery(useAccountId()));
  const fields = (useObjects().find(({ id }) => id === objectId)?.fields ?? []).filter(({ type }) => type === 'user');
  const offered = SENDERS.filter((from) => from !== 'field' || fields.length > 0 || value.from === 'field');
  const begin = (from: LetterSender['from']): LetterSender => {
    switch (from) {
      case 'user':
        return { from, userId: users[0]?.id ?? 1 };
      case 'field':
        return { from, fieldId: fields[0]?.id ?? 1 };
      case 'address':
        return { from, name: '', address: '' };
      default:
        return { from };
    }
  };
  return (
    <Stack gap="sm">
      <Select
        label={t('sender.from')}
        data={offered.map((from) => ({ value: from, label: t(`sender.${from}`) }))}
        value={value.from}
        allowDeselect={false}
        onChange={(from) => onChange(begin(from as LetterSender['from']))}
      />
      {value.from === 'user' && (
        <Select
          label={t('sender.user.choose')}
          data={users.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(value.userId)}
          allowDeselect={false}
          searchable
          onChange={(id) => onChange({ from: 'user', userId: Number(id) })}
        />
      )}
      {value.from === 'field' && (
        <Select
          label={t('sender.field.choose')}
          description={fields.length === 0 ? t('sender.field.none') : undefined}
          data={fields.map(({ id, label }) => ({ value: String(id), label }))}
          value={String(value.fieldId)}
          allowDeselect={false}
          onChange={(id) => onChange({ from: 'field', fieldId: Number(id) })}
        />
      )}
      {value.from === 'address' && (
        <>
          <TextInput
            label={t('sender.address.name')}
            value={value.name}
            maxLength={100}
            onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
          />
          <TextInput
            label={t('sender.address.address')}
            type="email"
            value={value.address}
            maxLength={254}
            onChange={(event) => onChange({ ...value, address: event.currentTarget.value })}
          />
        </>
      )}
      {value.from !== 'account' && (
        <Text size="sm" c="dimmed">
          {t('sender.why')}
        </Text>
      )}
    </Stack>
  );
}
