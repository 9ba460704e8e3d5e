import { ActionIcon, Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type SplitSettings, WAIT_UNITS } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { nameOfVariant } from '../sentences/of-exits.ts';
import { CriteriaInput } from './criteria-input.tsx';
import classes from './forms.module.css';
import { DurationInput, Ways } from './inputs.tsx';
import type { SettingsProps } from './settings.ts';
import { evenly, percentagesOf, withPercentage } from './shares.ts';

const LEAST = 2;
const MOST = 5;

/** Two to five variants that records are spread over, what counts as a win, and who says which one has won. */
export function SplitForm({ settings, onChange, names, errorAt }: SettingsProps) {
  const { variants, measure = null, winner = { by: 'hand' } } = settings as unknown as SplitSettings;
  const objects = names.plural.toLocaleLowerCase(language.locale);
  const set = (change: Partial<SplitSettings>): void => onChange({ ...settings, ...change });
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('steps.split.why', { objects })}
      </Text>
      <Variants variants={variants} error={errorAt('variants')} onChange={(next) => set({ variants: next })} />
      <Checkbox
        label={t('steps.split.measured')}
        description={t('steps.split.measured.why')}
        checked={measure !== null}
        onChange={({ currentTarget }) =>
          set(
            currentTarget.checked
              ? { measure: { criteria: {}, within: { amount: 7, unit: 'days' } } }
              : { measure: null, winner: { by: 'hand' } },
          )
        }
      />
      {measure && (
        <>
          <CriteriaInput
            label={t('steps.split.win')}
            objectId={names.objectId}
            value={measure.criteria}
            onChange={(criteria) => set({ measure: { ...measure, criteria: criteria as typeof measure.criteria } })}
          />
          <DurationInput
            label={t('steps.split.within')}
            description={t('steps.split.within.why')}
            units={WAIT_UNITS}
            amount={measure.within.amount}
            unit={measure.within.unit}
            min={1}
            error={errorAt('measure.within.amount')}
            onChange={(within) => set({ measure: { ...measure, within } })}
          />
          <Winner winner={winner} errorAt={errorAt} onChange={(next) => set({ winner: next })} />
        </>
      )}
    </Stack>
  );
}

type Variant = SplitSettings['variants'][number];

interface VariantsProps {
  variants: readonly Variant[];
  error: string | undefined;
  onChange: (variants: Variant[]) => void;
}

function Variants({ variants, error, onChange }: VariantsProps) {
  const percentages = percentagesOf(variants.map(({ weight }) => weight));
  const weighed = (weights: readonly number[], named: readonly Variant[] = variants): void =>
    onChange(named.map((variant, index) => ({ ...variant, weight: weights[index]! })));
  return (
    <Stack gap="xs">
      <div className={classes.shares} aria-hidden>
        {variants.map((_, index) => (
          <div key={index} className={classes.share} style={{ flexGrow: percentages[index] }}>
            {nameOfVariant(index)}
          </div>
        ))}
      </div>
      {variants.map((variant, index) => {
        const letter = nameOfVariant(index);
        return (
          <Group key={index} gap="xs" wrap="nowrap">
            <Text w={18} fw={560} aria-hidden>
              {letter}
            </Text>
            <TextInput
              aria-label={t('steps.split.name', { letter })}
              placeholder={t('steps.split.variant', { letter })}
              value={variant.name}
              maxLength={100}
              style={{ flex: 1 }}
              onChange={({ currentTarget }) =>
                onChange(variants.map((one, at) => (at === index ? { ...one, name: currentTarget.value } : one)))
              }
            />
            <NumberInput
              aria-label={t('steps.split.share', { letter })}
              value={percentages[index]!}
              onChange={(percent) =>
                weighed(
                  withPercentage(
                    variants.map(({ weight }) => weight),
                    index,
                    Number(percent) || 0,
                  ),
                )
              }
              min={0}
              max={100}
              decimalScale={1}
              suffix=" %"
              w={104}
            />
            <ActionIcon
              aria-label={t('steps.split.remove', { letter })}
              disabled={variants.length <= LEAST}
              onClick={() => onChange(variants.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {error && (
        <Text c="bad" size="sm" role="alert">
          {error}
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={variants.length >= MOST}
          onClick={() => weighed(evenly(variants.length + 1), [...variants, { name: '', weight: 1 }])}
        >
          {t('steps.split.add')}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={() => weighed(evenly(variants.length))}>
          {t('steps.split.even')}
        </Button>
      </Group>
    </Stack>
  );
}

interface WinnerProps {
  winner: SplitSettings['winner'];
  errorAt: (path: string) => string | undefined;
  onChange: (winner: SplitSettings['winner']) => void;
}

/** By hand, or as soon as it is sure enough. Confidence is kept in basis points. */
function Winner({ winner, errorAt, onChange }: WinnerProps) {
  return (
    <>
      <Ways
        label={t('steps.winner')}
        description={t('steps.winner.why')}
        ways={(['hand', 'measure'] as const).map((value) => ({
          value,
          label: t(`steps.winner.${value}`),
          description: t(`steps.winner.${value}.why`),
        }))}
        value={winner.by}
        onChange={(by) => onChange(by === 'hand' ? { by } : { by, confidence: 9_500, atLeast: 100 })}
      />
      {winner.by === 'measure' && (
        <Group gap="sm" align="start" grow>
          <NumberInput
            label={t('steps.winner.confidence')}
            description={t('steps.winner.confidence.why')}
            value={winner.confidence / 100}
            onChange={(percent) => onChange({ ...winner, confidence: Math.round((Number(percent) || 0) * 100) })}
            min={80}
            max={99.9}
            decimalScale={1}
            suffix=" %"
            error={errorAt('winner.confidence')}
          />
          <NumberInput
            label={t('steps.winner.atLeast')}
            description={t('steps.winner.atLeast.why')}
            value={winner.atLeast}
            onChange={(atLeast) => onChange({ ...winner, atLeast: Number(atLeast) || 0 })}
            min={10}
            max={1_000_000}
            allowDecimal={false}
            thousandSeparator=" "
            error={errorAt('winner.atLeast')}
          />
        </Group>
      )}
    </>
  );
}
