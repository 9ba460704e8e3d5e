import { ActionIcon, Group, Input, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../app/messages/t.ts';
import { useAccountId } from '../../app/session.ts';
import { RecordPicker } from '../../records/index.tsx';
import { recordNamesQuery } from '../names-data.ts';
import { NameSelect, Ways } from './inputs.tsx';
import type { SettingsProps } from './settings.ts';
import { withPart } from './settings.ts';

/** With which records those who come here are related, or no more; by one of their relations. */
export function RelateForm({ settings, onChange, names, errorAt, isEnding }: SettingsProps & { isEnding: boolean }) {
  const relations = names.fields.filter(({ type }) => type === 'relation');
  const relation = relations.find(({ id }) => id === settings.fieldId);
  const other = relation?.settings.objectId;
  const to = settings.to as number[] | undefined;
  if (relations.length === 0) return <Text c="dimmed">{t('steps.relate.none')}</Text>;
  return (
    <Stack gap="md">
      <NameSelect
        label={t('steps.relate.field')}
        named={relations.map(({ id, label }) => ({ id, name: label }))}
        value={settings.fieldId as number | undefined}
        error={errorAt('fieldId')}
        onChange={(fieldId) => onChange(fieldId === undefined ? {} : { fieldId, ...(isEnding ? {} : { to: [] }) })}
        isFirst
      />
      {other !== undefined && isEnding && (
        <Ways
          label={t('steps.relate.which')}
          ways={(['all', 'some'] as const).map((value) => ({ value, label: t(`steps.relate.which.${value}`) }))}
          value={to ? 'some' : 'all'}
          onChange={(which) => onChange(withPart(settings, 'to', which === 'some' ? [] : undefined))}
        />
      )}
      {other !== undefined && to && (
        <RecordsInput
          label={t(isEnding ? 'steps.relate.without' : 'steps.relate.with')}
          objectId={other}
          value={to}
          error={errorAt('to')}
          onChange={(ids) => onChange({ ...settings, to: ids })}
        />
      )}
    </Stack>
  );
}

interface RecordsInputProps {
  label: string;
  objectId: number;
  value: readonly number[];
  error: string | undefined;
  onChange: (ids: number[]) => void;
}

function RecordsInput({ label, objectId, value, error, onChange }: RecordsInputProps) {
  const { data: named = [] } = useQuery({ ...recordNamesQuery(useAccountId(), objectId, value), enabled: value.length > 0 });
  const nameOf = (id: number): string => named.find((one) => one.id === id)?.name ?? '…';
  return (
    <Input.Wrapper label={label} labelElement="div" error={error} role="group" aria-label={label}>
      <Stack gap={4} mt={4}>
        {value.map((id) => (
          <Group key={id} gap={4} justify="space-between" wrap="nowrap">
            <Text style={{ overflowWrap: 'anywhere' }}>{nameOf(id)}</Text>
            <ActionIcon
              aria-label={t('steps.relate.remove', { name: nameOf(id) })}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <RecordPicker
          key={value.length}
          shared={{ 'aria-label': t('steps.relate.add'), placeholder: t('steps.relate.add') }}
          objectId={objectId}
          value={null}
          onChange={(id) => typeof id === 'number' && !value.includes(id) && onChange([...value, id])}
        />
      </Stack>
    </Input.Wrapper>
  );
}
