import { ActionIcon, Button, Drawer, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Hours, MemberSettings } from '../../src/leads/schema.ts';
import { t } from '../app/messages/t.ts';
import { useAccount } from '../app/session.ts';
import { TimeInput, Ways, WeekdaysInput } from '../automations/index.tsx';
import { FocusBack } from '../ui/focus-back.tsx';

const OFFICE: Hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

interface MemberDrawerProps {
  name: string;
  settings: MemberSettings;
  onChange: (settings: MemberSettings) => void;
  onClose: () => void;
}

/** When a member works, how much is enough, and when they are away. */
export function MemberDrawer({ name, settings, onChange, onClose }: MemberDrawerProps) {
  const set = (change: Partial<MemberSettings>): void => onChange({ ...settings, ...change });
  const { hours } = settings;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={t('leads.hours.title', { name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <FocusBack />
      <Stack gap="lg">
        <Ways
          label={t('leads.hours.when')}
          ways={[
            { value: 'always', label: t('leads.hours.always') },
            { value: 'some', label: t('leads.hours.some') },
          ]}
          value={hours === null ? 'always' : 'some'}
          onChange={(way) => set({ hours: way === 'always' ? null : [OFFICE] })}
          isFirst
        />
        {hours && <HoursInputs hours={hours} onChange={(next) => set({ hours: next })} />}
        {hours && <ZoneInput zone={settings.zone} onChange={(zone) => set({ zone })} />}
        <Group grow>
          <Cap label={t('leads.hours.capDay')} value={settings.capDay} onChange={(capDay) => set({ capDay })} />
          <Cap label={t('leads.hours.capWeek')} value={settings.capWeek} onChange={(capWeek) => set({ capWeek })} />
        </Group>
        <AwayInputs away={settings.away} onChange={(away) => set({ away })} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('leads.hours.done')}</Button>
        </Group>
      </Stack>
    </Drawer>
  );
}

function HoursInputs({ hours, onChange }: { hours: readonly Hours[]; onChange: (hours: Hours[]) => void }) {
  const change = (place: number, part: Partial<Hours>): void =>
    onChange(hours.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <Stack gap="md">
      {hours.map((one, place) => (
        <Stack key={place} gap={6}>
          <WeekdaysInput label={t('leads.hours.days')} value={one.days} onChange={(days) => days.length > 0 && change(place, { days })} />
          <Group gap="xs" align="end" wrap="nowrap">
            <TimeInput label={t('leads.hours.from')} value={one.from} onChange={(from) => change(place, { from: from ?? one.from })} />
            <TimeInput label={t('leads.hours.to')} value={one.to} onChange={(to) => change(place, { to: to ?? one.to })} />
            {hours.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="bad"
                mb={4}
                aria-label={t('leads.hours.remove')}
                onClick={() => onChange(hours.filter((_, at) => at !== place))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </Group>
        </Stack>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...hours, { days: [6], from: '10:00', to: '14:00' }])}
        >
          {t('leads.hours.add')}
        </Button>
      </div>
    </Stack>
  );
}

function ZoneInput({ zone, onChange }: { zone: string | null; onChange: (zone: string | null) => void }) {
  const { timeZone } = useAccount();
  return (
    <Select
      label={t('leads.hours.zone')}
      data={[{ value: '', label: t('leads.hours.zone.account', { zone: timeZone }) }, ...Intl.supportedValuesOf('timeZone')]}
      value={zone ?? ''}
      onChange={(next) => onChange(next || null)}
      allowDeselect={false}
      searchable
      limit={200}
    />
  );
}

function Cap({ label, value, onChange }: { label: string; value: number | null; onChange: (value: number | null) => void }) {
  return (
    <NumberInput
      label={label}
      placeholder={t('leads.hours.noCap')}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : Math.max(1, Number(next)))}
      min={1}
      max={100_000}
      allowDecimal={false}
    />
  );
}

function AwayInputs({ away, onChange }: { away: MemberSettings['away']; onChange: (away: MemberSettings['away']) => void }) {
  const today = useAccount().now.slice(0, 10);
  return (
    <Stack gap="xs">
      <Switch
        label={t('leads.hours.away')}
        checked={away !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? { from: today, to: today } : null)}
      />
      {away && (
        <Group grow>
          <TextInput
            type="date"
            label={t('leads.hours.away.from')}
            value={away.from}
            onChange={({ currentTarget }) => onChange({ from: currentTarget.value, to: later(currentTarget.value, away.to) })}
          />
          <TextInput
            type="date"
            label={t('leads.hours.away.to')}
            value={away.to}
            min={away.from}
            onChange={({ currentTarget }) => onChange({ ...away, to: currentTarget.value })}
          />
        </Group>
      )}
    </Stack>
  );
}

const later = (one: string, other: string): string => (one > other ? one : other);
