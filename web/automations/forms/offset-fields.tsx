import { Checkbox, Group, Select, Stack } from '@mantine/core';
import { OFFSET_UNITS, type Offset } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Names } from '../use-names.ts';
import { DurationInput, NameSelect, TimeInput } from './inputs.tsx';
import { withPart } from './settings.ts';

type When = 'on' | 'before' | 'after';

interface OffsetFieldsProps {
  offset: Partial<Offset>;
  onChange: (offset: Partial<Offset>) => void;
  names: Pick<Names, 'fields' | 'singular'>;
  errorAt: (path: string) => string | undefined;
}

/** "3 days before Renewal date at 09:00", every year where it is the day that counts. */
export function OffsetFields({ offset, onChange, names, errorAt }: OffsetFieldsProps) {
  const dates = names.fields.filter(({ type }) => type === 'date' || type === 'datetime').map(({ id, label }) => ({ id, name: label }));
  const when: When = (offset.amount ?? 0) === 0 ? 'on' : (offset.direction ?? 'after');
  const set = (change: Partial<Offset>): void => onChange({ ...offset, ...change });
  const isBirthday = (fieldId: number | undefined): boolean => names.fields.some(({ id, key }) => id === fieldId && key === 'birthday');
  return (
    <Stack gap="sm">
      <NameSelect
        label={t('steps.offset.field')}
        named={dates}
        value={offset.fieldId}
        error={errorAt('offset.fieldId')}
        onChange={(fieldId) => onChange({ ...withPart(offset, 'fieldId', fieldId), yearly: isBirthday(fieldId) })}
        isFirst
      />
      <Group gap="sm" align="end" grow>
        <Select
          label={t('steps.offset.when')}
          data={(['on', 'before', 'after'] as const).map((one) => ({ value: one, label: t(`steps.offset.when.${one}`) }))}
          value={when}
          onChange={(next) =>
            set(next === 'on' ? { amount: 0 } : { direction: next as 'before', amount: offset.amount || 3, unit: offset.unit ?? 'days' })
          }
          allowDeselect={false}
        />
        <TimeInput label={t('steps.offset.time')} value={offset.at} onChange={(at) => onChange(withPart(offset, 'at', at))} />
      </Group>
      {when !== 'on' && (
        <DurationInput
          label={t(`steps.offset.howLong.${when}`)}
          units={OFFSET_UNITS}
          amount={offset.amount ?? 0}
          unit={offset.unit ?? 'days'}
          error={errorAt('offset.amount')}
          onChange={set}
        />
      )}
      <Checkbox
        label={t('steps.offset.each')}
        description={t('steps.offset.each.why')}
        checked={offset.yearly === true}
        onChange={(event) => set({ yearly: event.currentTarget.checked })}
      />
    </Stack>
  );
}
