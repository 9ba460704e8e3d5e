import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import { t } from '../../app/messages/t.ts';
import type { PeoplePlace } from './place.ts';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import classes from './seeing.module.css';
import { formatNumber, formatShare } from '../../ui/numbers.ts';

interface StepNumbersProps {
  step: StepCount;
  /** What the step does, in a line. */
  sentence: string;
  /** How many came onto the map. */
  entered: number;
  /** Whether people leave here, or only pass: an end has nobody to stand on it. */
  onOpen: (place: PeoplePlace) => void;
}

/** At the foot of an element: who stands there, who was set aside, who came, and which share of those who came onto the map that is. */
export function StepNumbers({ step, sentence, entered, onOpen }: StepNumbersProps) {
  return (
    <div className={`${classes.numbers} nopan`} role="group" aria-label={t('seeing.numbers', { step: sentence })}>
      {step.standing > 0 && (
        <NumberButton
          tone="now"
          label={t('seeing.now', { count: step.standing, step: sentence })}
          onPress={() => onOpen({ stepId: step.id, first: 'standing' })}
        >
          {formatNumber(step.standing)}
        </NumberButton>
      )}
      {step.failed > 0 && (
        <NumberButton
          tone="failed"
          label={t('seeing.failed', { count: step.failed, step: sentence })}
          onPress={() => onOpen({ stepId: step.id, first: 'failed' })}
        >
          {`! ${formatNumber(step.failed)}`}
        </NumberButton>
      )}
      <NumberButton
        label={t('seeing.came', { count: step.arrived, step: sentence })}
        onPress={() => onOpen({ stepId: step.id, first: 'passed' })}
      >
        {formatNumber(step.arrived)}
      </NumberButton>
      {entered > 0 && (
        <span className={classes.number} data-tone="quiet" title={t('seeing.rate', { share: formatShare(step.arrived / entered) })}>
          {formatShare(step.arrived / entered)}
        </span>
      )}
    </div>
  );
}

/** How many came by the entrance, or by one trigger. */
export function EntranceNumbers({ count, label, share, onPress }: { count: number; label: string; share?: number; onPress: () => void }) {
  return (
    <div className={`${classes.numbers} nopan`}>
      <NumberButton label={label} onPress={onPress}>
        {formatNumber(count)}
      </NumberButton>
      {share !== undefined && (
        <span className={classes.number} data-tone="quiet">
          {formatShare(share)}
        </span>
      )}
    </div>
  );
}

/** A press on a number is the number's own: the map neither carries its element nor opens it. */
const OWN = {
  onPointerDown: (event: SyntheticEvent) => event.stopPropagation(),
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
  },
};

interface NumberButtonProps {
  tone?: string;
  label: string;
  children: ReactNode;
  onPress: () => void;
}

function NumberButton({ tone, label, children, onPress }: NumberButtonProps) {
  return (
    <button
      type="button"
      className={classes.number}
      data-tone={tone}
      aria-label={label}
      title={label}
      {...OWN}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {children}
    </button>
  );
}

/** Beside a way out: how many took it, and which share of those who left the step. */
export function WayNumbers({ count, share, label, onPress }: { count: number; share: number | null; label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      className={`${classes.way} nopan`}
      title={label}
      {...OWN}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <span>{formatNumber(count)}</span>
      {share !== null && <span className={classes.share}>{formatShare(share)}</span>}
      <span className="visually-hidden">{label}</span>
    </button>
  );
}
