import { NumberInput, Select, Stack, Text } from '@mantine/core';
import type { Step } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { sentenceOfStep } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import { NARROW, Ways } from './inputs.tsx';
import type { SettingsProps } from './settings.ts';

/** How many ways a record goes at the same time. */
export function ForkForm({ settings, onChange, names }: SettingsProps) {
  return (
    <NumberInput
      label={t('steps.fork.ways')}
      description={t('steps.fork.why', { object: names.singular.toLocaleLowerCase(language.locale) })}
      value={Number(settings.ways ?? 2)}
      onChange={(ways) => onChange({ ways: Math.min(5, Math.max(2, Number(ways) || 2)) })}
      min={2}
      max={5}
      allowDecimal={false}
      clampBehavior="strict"
      styles={NARROW}
      data-autofocus
    />
  );
}

/** Whether records leave the path here, or stay standing on the map. */
export function EndForm({ settings, onChange, names }: SettingsProps) {
  const object = names.singular.toLocaleLowerCase(language.locale);
  return (
    <Ways
      label={t('steps.end.what', { object })}
      ways={(['leave', 'stay'] as const).map((value) => ({
        value,
        label: t(`steps.end.${value}.way`),
        description: t(`steps.end.${value}.why`, { object }),
      }))}
      value={settings.stay === true ? 'stay' : 'leave'}
      onChange={(way) => onChange({ stay: way === 'stay' })}
      isFirst
    />
  );
}

/** The step where a "go to" leads. */
export interface Target {
  steps: readonly Step[];
  /** The "go to" itself, where it stands on the map already. */
  stepId?: number | undefined;
  to: number | null;
  onChange: (to: number | null) => void;
}

/** Chooses a step of the map by its sentence; of two that say the same, the second is told apart by its place. */
export function GotoForm({ target, names }: { target: Target; names: Names }) {
  return (
    <Stack gap="xs">
      <Select
        label={t('steps.goto.to')}
        description={t('steps.goto.why')}
        data={stepChoices(
          target.steps.filter(({ id, kind }) => id !== target.stepId && kind !== 'goto'),
          names,
        )}
        value={target.to === null ? null : String(target.to)}
        onChange={(id) => target.onChange(id === null ? null : Number(id))}
        searchable
        openOnFocus={false}
        nothingFoundMessage={t('steps.nothingFound')}
        data-autofocus
      />
      {target.steps.length === 0 && (
        <Text c="dimmed" size="sm">
          {t('steps.goto.none')}
        </Text>
      )}
    </Stack>
  );
}

/** Steps by their sentences, as options; those that say the same are numbered. */
export function stepChoices(steps: readonly Step[], names: Names): { value: string; label: string }[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const sentence = sentenceOfStep(step, names, steps);
    const times = (seen.get(sentence) ?? 0) + 1;
    seen.set(sentence, times);
    return { value: String(step.id), label: times === 1 ? sentence : t('steps.goto.again', { sentence, number: times }) };
  });
}
