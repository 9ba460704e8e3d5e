import { Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type QuietHours, REENTRIES } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { EditDrawer } from '../edit-drawer.tsx';
import type { Names } from '../use-names.ts';
import { CriteriaInput } from './criteria-input.tsx';
import { NARROW, TimeInput, Ways, WeekdaysInput, ZoneSelect } from './inputs.tsx';
import { keptCriteria } from './kept-criteria.ts';
import type { MapSettings } from './settings.ts';

/** Keys by which the server may complain about a map as a whole. */
type Problems = Partial<Record<'who' | 'exit' | 'quiet' | 'reentry' | 'perDay', string>>;

interface SettingsFormProps {
  value: MapSettings;
  names: Names;
  problems: Problems;
  onKeep: (value: MapSettings) => void;
  onClose: () => void;
}

/** Who may enter a map and how often, when nobody is written to, who leaves, and how often in one day at most. */
export function SettingsForm({ value, names, problems, onKeep, onClose }: SettingsFormProps) {
  const { who, reentry, perDay, exit, quiet } = value;
  const [draft, setDraft] = useState<MapSettings>({ who, reentry, perDay, exit, quiet });
  const set = (change: Partial<MapSettings>): void => setDraft({ ...draft, ...change });
  const words = {
    object: names.singular.toLocaleLowerCase(language.locale),
    objects: names.plural.toLocaleLowerCase(language.locale),
  };
  return (
    <EditDrawer
      title={t('steps.settings')}
      keepLabel={t('steps.settings.keep')}
      onKeep={() => onKeep({ ...draft, who: keptCriteria(draft.who), exit: keptCriteria(draft.exit) })}
      onClose={onClose}
    >
      <Stack gap="lg">
        <CriteriaInput
          label={t('automations.rules')}
          objectId={names.objectId}
          value={draft.who}
          error={problems.who}
          onChange={(next) => set({ who: next as MapSettings['who'] })}
        />
        <Ways
          label={t('automations.rules.reentry')}
          description={t('steps.reentry.why', words)}
          ways={REENTRIES.map((way) => ({
            value: way,
            label: t(`steps.reentry.${way}`),
            description: t(`steps.reentry.${way}.why`, words),
          }))}
          value={draft.reentry}
          onChange={(next) => set({ reentry: next })}
        />
        <ExitFields value={draft.exit} names={names} problem={problems.exit} onChange={(next) => set({ exit: next })} />
        <QuietFields value={draft.quiet} names={names} problem={problems.quiet} onChange={(next) => set({ quiet: next })} />
        <NumberInput
          label={t('automations.rules.perDay')}
          description={t('steps.perDay.why', words)}
          value={draft.perDay}
          error={problems.perDay}
          onChange={(next) => set({ perDay: Number(next) || 1 })}
          min={1}
          max={1000}
          allowDecimal={false}
          styles={NARROW}
        />
      </Stack>
    </EditDrawer>
  );
}

interface PartProps<Value> {
  value: Value;
  names: Names;
  problem: string | undefined;
  onChange: (value: Value) => void;
}

function ExitFields({ value, names, problem, onChange }: PartProps<MapSettings['exit']>) {
  const objects = names.plural.toLocaleLowerCase(language.locale);
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('steps.exits')}
        description={t('steps.exits.why', { objects })}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? {} : null)}
      />
      {value !== null && (
        <CriteriaInput
          label={t('steps.exits.when')}
          objectId={names.objectId}
          value={value}
          error={problem}
          onChange={(criteria) => onChange(criteria as MapSettings['exit'])}
        />
      )}
    </Stack>
  );
}

const FIRST_QUIET: QuietHours = { from: '21:00', to: '08:00', weekdays: [], zone: 'account' };

function QuietFields({ value, names, problem, onChange }: PartProps<QuietHours | null>) {
  const set = (change: Partial<QuietHours>): void => onChange({ ...(value ?? FIRST_QUIET), ...change });
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('steps.quiet')}
        description={t('steps.quiet.why')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? FIRST_QUIET : null)}
      />
      {value && (
        <>
          <Group gap="sm" align="start" grow>
            <TimeInput label={t('steps.quiet.from')} value={value.from} onChange={(from) => set({ from: from ?? '' })} />
            <TimeInput label={t('steps.quiet.to')} value={value.to} onChange={(to) => set({ to: to ?? '' })} />
          </Group>
          {value.from > value.to && (
            <Text c="dimmed" size="sm">
              {t('steps.quiet.overnight')}
            </Text>
          )}
          <WeekdaysInput
            label={t('steps.quiet.weekdays')}
            description={t('steps.quiet.weekdays.why')}
            value={value.weekdays}
            error={problem}
            onChange={(weekdays) => set({ weekdays })}
          />
          <ZoneSelect names={names} value={value.zone} onChange={(zone) => set({ zone: zone ?? 'account' })} />
        </>
      )}
    </Stack>
  );
}
