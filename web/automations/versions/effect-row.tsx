import { Select, Text } from '@mantine/core';
import type { AutomationMap, StepEffect, Transfer } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import { sentenceOfStep } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import type { Names } from '../use-names.ts';
import { Differences, StepLine } from './differences.tsx';
import { stepsInOrder } from './map-order.ts';
import classes from './versions.module.css';
import { formatNumber } from '../../ui/numbers.ts';

interface EffectRowProps {
  effect: StepEffect;
  before: AutomationMap;
  draft: AutomationMap;
  names: Names;
  choice: Transfer | null;
  onChoose: (choice: Transfer) => void;
}

/** The people on one step, and what publishing does to them; where their step is gone, a choice. */
export function EffectRow({ effect, before, draft, names, choice, onChoose }: EffectRowProps) {
  const { before: was, after, fate } = effect;
  const step = was ?? after;
  const sentence = step ? sentenceOfStep(step, names, before.steps) : t('automations.gone');
  return (
    <li className={classes.effect} data-fate={fate}>
      <div className={classes.effectHead}>
        <span className={classes.icon}>{step && <StepIcon kind={step.kind} />}</span>
        <span className={classes.sentence}>{step ? <StepLine step={step} map={before} names={names} /> : sentence}</span>
        <span className={classes.fate}>{t(`versions.fate.${fate}`)}</span>
        <People effect={effect} />
      </div>
      {fate === 'changed' && <Differences difference={effect} before={before} after={draft} names={names} />}
      {choice && <Choice effect={effect} draft={draft} names={names} sentence={sentence} choice={choice} onChoose={onChoose} />}
    </li>
  );
}

/** How many, and what they are doing there where it is not simply waiting. */
function People({ effect: { now, failed, resting, paused } }: { effect: StepEffect }) {
  const apart = (['failed', 'resting', 'paused'] as const).filter((state) => ({ failed, resting, paused })[state] > 0);
  return (
    <span className={classes.people}>
      <strong>{formatNumber(now + failed + resting + paused)}</strong>
      {apart.map((state) => (
        <Text key={state} span size="xs" c={state === 'failed' ? 'bad' : 'dimmed'}>
          {t(`versions.standing.${state}`, { count: { failed, resting, paused }[state] })}
        </Text>
      ))}
    </span>
  );
}

interface ChoiceProps extends Pick<EffectRowProps, 'effect' | 'draft' | 'names' | 'onChoose'> {
  sentence: string;
  choice: Transfer;
}

function Choice({ effect, draft, names, sentence, choice, onChoose }: ChoiceProps) {
  const version = effect.versions[0]?.version ?? 1;
  const steps = stepsInOrder(draft).flatMap((id) => draft.steps.find((step) => step.id === id) ?? []);
  const isProposed = JSON.stringify(choice) === JSON.stringify(effect.proposal);
  return (
    <Select
      className={classes.choice}
      label={t('versions.choice', { step: sentence })}
      description={isProposed ? t(choice.do === 'move' ? 'versions.proposed' : 'versions.proposed.else') : undefined}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('versions.choice.none')}
      comboboxProps={{ withinPortal: true }}
      value={choice.do === 'move' ? `move:${choice.to}` : choice.do}
      data={[
        {
          group: t('versions.choice.move'),
          items: steps.map((step) => ({
            value: `move:${step.id}`,
            label: t('versions.choice.to', { step: sentenceOfStep(step, names, draft.steps) }),
          })),
        },
        {
          group: t('versions.choice.else'),
          items: [
            { value: 'end', label: t('versions.choice.end') },
            { value: 'keep', label: t('versions.choice.keep', { version }) },
          ],
        },
      ]}
      onChange={(value) => value && onChoose(choiceOf(value))}
    />
  );
}

function choiceOf(value: string): Transfer {
  if (value.startsWith('move:')) return { do: 'move', to: Number(value.slice(5)) };
  return value === 'end' ? { do: 'end' } : { do: 'keep' };
}
