import { NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { type AutomationMap, REENTRIES } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { CriteriaInput, keptCriteria } from './criteria-input.tsx';
import { EditDrawer } from '../edit-drawer.tsx';
import type { Names } from '../use-names.ts';

type MapSettings = Pick<AutomationMap, 'who' | 'reentry' | 'perDay'>;

interface SettingsFormProps {
  value: MapSettings;
  names: Names;
  problem: string | undefined;
  onKeep: (value: MapSettings) => void;
  onClose: () => void;
}

/** Who may enter, how often, and how often in one day at most. */
export function SettingsForm({ value, names, problem, onKeep, onClose }: SettingsFormProps) {
  const [draft, setDraft] = useState<MapSettings>({ who: value.who, reentry: value.reentry, perDay: value.perDay });
  const objects = names.plural.toLocaleLowerCase();
  return (
    <EditDrawer
      title={t('automations.rules')}
      keepLabel={t('automations.rules.keep')}
      problem={problem}
      onKeep={() => onKeep({ ...draft, who: keptCriteria(draft.who) })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <CriteriaInput
          label={t('automations.rules')}
          objectId={names.objectId}
          value={draft.who}
          onChange={(who) => setDraft({ ...draft, who: who as MapSettings['who'] })}
        />
        <Select
          label={t('automations.rules.reentry')}
          data={REENTRIES.map((value) => ({ value, label: t(`automations.reentry.${value}`) }))}
          value={draft.reentry}
          onChange={(reentry) => setDraft({ ...draft, reentry: reentry ?? 'after_leaving' })}
          allowDeselect={false}
        />
        <NumberInput
          label={t('automations.rules.perDay')}
          description={t('automations.rules.perDay.why', { objects })}
          value={draft.perDay}
          onChange={(perDay) => setDraft({ ...draft, perDay: Number(perDay) || 1 })}
          min={1}
          max={1000}
          allowDecimal={false}
        />
      </Stack>
    </EditDrawer>
  );
}
