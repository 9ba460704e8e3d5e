import { Chip, Group, Input, NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { WAIT_UNITS, type WaitSettings } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { wallClockOf } from '../../ui/zoned.ts';
import { nameOfWeekday } from '../sentences.ts';
import type { StepFormProps } from './step-form.tsx';

const KINDS = ['for', 'until', 'window'] as const;
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** For a time, until a date, or until a weekday and time of day. */
export function WaitForm({ settings, onChange }: StepFormProps) {
  const { timeZone, now } = useAccount();
  const wait = settings as WaitSettings;
  const begin = (kind: (typeof KINDS)[number]): WaitSettings => {
    if (kind === 'for') return { wait: 'for', amount: 1, unit: 'days' };
    if (kind === 'until') return { wait: 'until', at: `${wallClockOf(now, timeZone).slice(0, 10)}T09:00` };
    return { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00' };
  };
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('automations.wait.kind')}
        data={KINDS.map((kind) => ({ value: kind, label: t(`automations.wait.kind.${kind}`) }))}
        value={wait.wait}
        onChange={(kind) => onChange(begin(kind as 'for'))}
      />
      {wait.wait === 'for' && (
        <Group gap="sm" align="end" grow>
          <NumberInput
            label={t('automations.wait.amount')}
            value={wait.amount}
            onChange={(amount) => onChange({ ...wait, amount: Number(amount) || 0 })}
            min={0}
            max={10_000}
            allowDecimal={false}
            data-autofocus
          />
          <Select
            label={t('automations.wait.unit')}
            data={WAIT_UNITS.map((unit) => ({ value: unit, label: t(`automations.wait.unit.${unit}`) }))}
            value={wait.unit}
            onChange={(unit) => onChange({ ...wait, unit: unit ?? 'days' })}
            allowDeselect={false}
          />
        </Group>
      )}
      {wait.wait === 'until' && (
        <TextInput
          type="datetime-local"
          label={t('automations.wait.at')}
          value={wait.at.slice(0, 16)}
          onChange={(event) => onChange({ ...wait, at: event.currentTarget.value })}
        />
      )}
      {wait.wait === 'window' && <WindowForm wait={wait} onChange={onChange} />}
      {wait.wait !== 'for' && (
        <Text c="dimmed" size="sm">
          {t('automations.wait.zone', { zone: timeZone })}
        </Text>
      )}
    </Stack>
  );
}

type Window = Extract<WaitSettings, { wait: 'window' }>;

function WindowForm({ wait, onChange }: { wait: Window; onChange: (wait: Window) => void }) {
  const until = (to: string): void => {
    const { to: _, ...rest } = wait;
    onChange(to === '' ? rest : { ...rest, to });
  };
  return (
    <>
      <Input.Wrapper label={t('automations.wait.weekdays')} labelElement="div">
        <Chip.Group
          multiple
          value={wait.weekdays.map(String)}
          onChange={(days) => onChange({ ...wait, weekdays: days.map(Number).sort((a, b) => a - b) })}
        >
          <Group gap={6} mt={4}>
            {WEEK.map((day) => (
              <Chip key={day} value={String(day)} size="sm" variant="outline">
                {nameOfWeekday(day)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group gap="sm" align="start" grow>
        <TextInput
          type="time"
          label={t('automations.wait.from')}
          value={wait.from}
          onChange={(event) => onChange({ ...wait, from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('automations.wait.to')}
          value={wait.to ?? ''}
          onChange={(event) => until(event.currentTarget.value)}
        />
      </Group>
      <Text c="dimmed" size="sm">
        {t('automations.wait.to.why')}
      </Text>
    </>
  );
}
