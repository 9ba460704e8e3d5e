import { Chip, Group, Input, MultiSelect, NumberInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ZONES, type Zone } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { nameIn, nameOfWeekday, type Named } from '../sentences/words.ts';
import type { Names } from '../use-names.ts';

/** Of inputs for a few digits, whose words may be longer. */
export const NARROW = { wrapper: { maxWidth: 200 } } as const;

export const optionsOf = (named: readonly Named[]): { value: string; label: string }[] =>
  named.map(({ id, name }) => ({ value: String(id), label: name }));

interface NameSelectProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  error?: string | undefined;
  named: readonly Named[];
  value: number | undefined;
  onChange: (id: number | undefined) => void;
  isFirst?: boolean;
}

/** One of several things that have names; what was chosen and is there no more is said to be deleted. */
export function NameSelect({ named, value, onChange, isFirst = false, ...shown }: NameSelectProps) {
  const isGone = value !== undefined && value > 0 && !named.some(({ id }) => id === value);
  return (
    <Select
      {...shown}
      data={[...optionsOf(named), ...(isGone ? [{ value: String(value), label: nameIn(named, value) }] : [])]}
      value={value ? String(value) : null}
      onChange={(id) => onChange(id ? Number(id) : undefined)}
      searchable
      openOnFocus={false}
      nothingFoundMessage={t('steps.nothingFound')}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}

interface NamesSelectProps extends Omit<NameSelectProps, 'value' | 'onChange'> {
  value: readonly number[];
  onChange: (ids: number[]) => void;
  /** Shown without its label, which stands around it. */
  isBare?: boolean;
}

/** Any number of things that have names. */
export function NamesSelect({ label, isBare = false, named, value, onChange, isFirst = false, placeholder, ...shown }: NamesSelectProps) {
  const gone = value.filter((id) => !named.some((one) => one.id === id));
  return (
    <MultiSelect
      {...shown}
      {...(isBare ? { 'aria-label': label } : { label })}
      {...(value.length === 0 && placeholder ? { placeholder } : {})}
      data={[...optionsOf(named), ...gone.map((id) => ({ value: String(id), label: nameIn(named, id) }))]}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      searchable
      openOnFocus={false}
      clearable
      nothingFoundMessage={t('steps.nothingFound')}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}

interface DurationInputProps<Unit extends string> {
  label: string;
  description?: string;
  units: readonly Unit[];
  amount: number;
  unit: Unit;
  min?: number;
  error?: string | undefined;
  onChange: (duration: { amount: number; unit: Unit }) => void;
  isFirst?: boolean;
}

/** "3 days": a number and its unit. */
export function DurationInput<Unit extends string>(props: DurationInputProps<Unit>) {
  const { label, description, units, amount, unit, min = 0, error, onChange, isFirst = false } = props;
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error}>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <NumberInput
          aria-label={label}
          value={amount}
          onChange={(next) => onChange({ amount: Number(next) || 0, unit })}
          min={min}
          max={10_000}
          allowDecimal={false}
          w={120}
          error={Boolean(error)}
          {...(isFirst ? { 'data-autofocus': true } : {})}
        />
        <Select
          aria-label={t('steps.unit')}
          data={units.map((one) => ({ value: one, label: t(`steps.unit.${one as 'days'}`) }))}
          value={unit}
          onChange={(next) => onChange({ amount, unit: (next ?? unit) as Unit })}
          allowDeselect={false}
          style={{ flex: 1 }}
        />
      </Group>
    </Input.Wrapper>
  );
}

interface ZoneSelectProps {
  names: Pick<Names, 'isPerson' | 'timeZone' | 'singular'>;
  value: Zone | undefined;
  onChange: (zone: Zone | undefined) => void;
}

/** By whose clock, with what happens to those whose time nobody knows. */
export function ZoneSelect({ names, value, onChange }: ZoneSelectProps) {
  const offered = ZONES.filter((zone) => zone !== 'contact' || names.isPerson || value === 'contact');
  return (
    <Select
      label={t('steps.zone')}
      description={value && value !== 'account' ? t(`steps.zone.why.${value}`, { zone: names.timeZone }) : undefined}
      data={offered.map((zone) => ({ value: zone, label: t(`steps.zone.${zone}`, { zone: names.timeZone }) }))}
      value={value ?? 'account'}
      onChange={(zone) => onChange(zone === 'account' || zone === null ? undefined : (zone as Zone))}
      allowDeselect={false}
    />
  );
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

interface WeekdaysInputProps {
  label: string;
  description?: string;
  error?: string | undefined;
  value: readonly number[];
  onChange: (weekdays: number[]) => void;
}

/** Days of the week, from Monday. */
export function WeekdaysInput({ label, description, error, value, onChange }: WeekdaysInputProps) {
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error} role="group" aria-label={label}>
      <Chip.Group multiple value={value.map(String)} onChange={(days) => onChange(days.map(Number).sort((a, b) => a - b))}>
        <Group gap={6} mt={4}>
          {WEEK.map((day) => (
            <Chip key={day} value={String(day)} size="sm" variant="outline" aria-label={nameOfWeekday(day)}>
              {nameOfWeekday(day, 'short')}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

interface TimeInputProps {
  label: string;
  description?: string;
  error?: string | undefined;
  value: string | undefined;
  onChange: (time: string | undefined) => void;
}

/** A time of day; empty is none. */
export function TimeInput({ value, onChange, ...shown }: TimeInputProps) {
  return (
    <TextInput
      {...shown}
      type="time"
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value.slice(0, 5))}
    />
  );
}

interface WaysProps<Way extends string> {
  label: string;
  description?: string;
  ways: readonly { value: Way; label: string; description?: string }[];
  value: Way;
  onChange: (way: Way) => void;
  isFirst?: boolean;
}

/** A choice that decides what else there is to set: all of it in sight, each way with its meaning. */
export function Ways<Way extends string>({ label, description, ways, value, onChange, isFirst = false }: WaysProps<Way>) {
  return (
    <Radio.Group label={label} description={description} value={value} onChange={(way) => onChange(way as Way)}>
      <Stack gap={8} mt={6}>
        {ways.map((way) => (
          <Radio
            key={way.value}
            value={way.value}
            label={way.label}
            description={way.description}
            {...(isFirst && way.value === value ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
