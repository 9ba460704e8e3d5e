import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type Offset, WAIT_UNITS, type WaitSettings } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { useAccount } from '../../app/session.ts';
import { wallClockOf } from '../../ui/zoned.ts';
import { CriteriaInput } from './criteria-input.tsx';
import { DurationInput, TimeInput, Ways, WeekdaysInput, ZoneSelect } from './inputs.tsx';
import { OffsetFields } from './offset-fields.tsx';
import { type Settings, type SettingsProps, withPart } from './settings.ts';

const KINDS = ['for', 'until', 'window', 'field', 'criteria'] as const;
type Kind = (typeof KINDS)[number];

/** For a time; until a date, a day of the week, a date of the record, or something is true. */
export function WaitForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const { timeZone, now } = useAccount();
  const kind = (settings.wait ?? 'for') as Kind;
  const tomorrow = new Date(Date.parse(now) + 86_400_000);
  const object = names.singular.toLocaleLowerCase(language.locale);
  const begin = (next: Kind): Settings => firstWait(next, `${wallClockOf(tomorrow, timeZone).slice(0, 10)}T09:00`);
  const parts = { settings, onChange, names, errorAt };
  return (
    <Stack gap="md">
      <Ways
        label={t('steps.wait.kind')}
        ways={KINDS.map((value) => ({ value, label: t(`steps.wait.kind.${value}`, { object }) }))}
        value={kind}
        onChange={(next) => onChange(begin(next))}
        isFirst
      />
      {kind === 'for' && <ForFields {...parts} />}
      {kind === 'until' && <UntilFields {...parts} />}
      {kind === 'window' && <WindowFields {...parts} />}
      {kind === 'field' && <DateFields {...parts} />}
      {kind === 'criteria' && <CriteriaFields {...parts} />}
    </Stack>
  );
}

function firstWait(kind: Kind, at: string): Settings {
  switch (kind) {
    case 'for':
      return { wait: 'for', amount: 1, unit: 'days' };
    case 'until':
      return { wait: 'until', at };
    case 'window':
      return { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00' };
    case 'field':
      return { wait: 'field', offset: { amount: 0, unit: 'days', direction: 'before', at: '09:00', yearly: false }, missing: 'pass' };
    case 'criteria':
      return { wait: 'criteria', criteria: {}, limit: { amount: 3, unit: 'days' } };
  }
}

type Wait<K extends Kind> = Extract<WaitSettings, { wait: K }>;

/** Settings of this kind of wait. */
const as = <K extends Kind>(settings: Settings): Wait<K> => settings as unknown as Wait<K>;

function ForFields({ settings, onChange, errorAt }: SettingsProps) {
  const { amount, unit } = as<'for'>(settings);
  return (
    <DurationInput
      label={t('steps.wait.amount')}
      units={WAIT_UNITS}
      amount={amount}
      unit={unit}
      error={errorAt('amount')}
      onChange={(duration) => onChange({ ...settings, ...duration })}
    />
  );
}

function UntilFields({ settings, onChange, names, errorAt }: SettingsProps) {
  const { at, zone } = as<'until'>(settings);
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t('steps.wait.at')}
        description={t('steps.wait.at.why')}
        value={(at ?? '').slice(0, 16)}
        error={errorAt('at')}
        onChange={(event) => onChange({ ...settings, at: event.currentTarget.value })}
      />
      <ZoneSelect names={names} value={zone} onChange={(next) => onChange(withPart(settings, 'zone', next))} />
    </>
  );
}

function WindowFields({ settings, onChange, names, errorAt }: SettingsProps) {
  const { weekdays, from, to, zone } = as<'window'>(settings);
  return (
    <>
      <WeekdaysInput
        label={t('steps.wait.weekdays')}
        value={weekdays}
        error={errorAt('weekdays')}
        onChange={(days) => onChange({ ...settings, weekdays: days })}
      />
      <Group gap="sm" align="start" grow>
        <TimeInput
          label={t('steps.wait.from')}
          value={from}
          error={errorAt('from')}
          onChange={(time) => onChange({ ...settings, from: time ?? '' })}
        />
        <TimeInput
          label={t('steps.wait.to')}
          value={to}
          error={errorAt('to')}
          onChange={(time) => onChange(withPart(settings, 'to', time))}
        />
      </Group>
      <Text c="dimmed" size="sm">
        {t('steps.wait.to.why')}
      </Text>
      <ZoneSelect names={names} value={zone} onChange={(next) => onChange(withPart(settings, 'zone', next))} />
    </>
  );
}

function DateFields({ settings, onChange, names, errorAt }: SettingsProps) {
  const { offset, missing, zone } = as<'field'>(settings);
  const object = names.singular.toLocaleLowerCase(language.locale);
  return (
    <>
      <OffsetFields
        offset={offset}
        names={names}
        errorAt={errorAt}
        onChange={(next) => onChange({ ...settings, offset: next as Offset })}
      />
      {(offset.at !== undefined || zone !== undefined) && (
        <ZoneSelect names={names} value={zone} onChange={(next) => onChange(withPart(settings, 'zone', next))} />
      )}
      <Ways
        label={t('steps.wait.missing', { object })}
        description={t('steps.wait.passed')}
        ways={(['pass', 'fail'] as const).map((value) => ({ value, label: t(`steps.wait.missing.${value}`) }))}
        value={missing ?? 'pass'}
        onChange={(next) => onChange({ ...settings, missing: next })}
      />
    </>
  );
}

function CriteriaFields({ settings, onChange, names, errorAt }: SettingsProps) {
  const { criteria, limit } = as<'criteria'>(settings);
  return (
    <>
      <CriteriaInput
        label={t('steps.wait.true')}
        description={t('steps.wait.true.why')}
        objectId={names.objectId}
        value={criteria}
        error={errorAt('criteria')}
        onChange={(next) => onChange({ ...settings, criteria: next })}
      />
      <Checkbox
        label={t('steps.wait.limit')}
        description={t('steps.wait.limit.why')}
        checked={Boolean(limit)}
        onChange={(event) => onChange({ ...settings, limit: event.currentTarget.checked ? { amount: 3, unit: 'days' } : null })}
      />
      {limit && (
        <DurationInput
          label={t('steps.wait.longest')}
          units={WAIT_UNITS}
          amount={limit.amount}
          unit={limit.unit}
          min={1}
          error={errorAt('limit.amount')}
          onChange={(next) => onChange({ ...settings, limit: next })}
        />
      )}
    </>
  );
}
