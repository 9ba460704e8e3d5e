import type { AutomationMap } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Catalogue } from '../automation-data.ts';
import { groupsOfKinds } from '../groups-of-kinds.ts';
import { nameOfKind, sentenceOfStep } from '../sentences.ts';
import { StepIcon } from '../step-icon.tsx';
import type { Names } from '../use-names.ts';
import type { ChoiceGroup } from './chooser.tsx';

/** Chosen instead of a kind: the way goes on at a step that is there. */
export const JOIN = 'join';

interface NextOffer {
  kinds: Catalogue['steps'];
  /** An end of a path; between two steps nothing can end. */
  isOpenEnd: boolean;
  hasSteps: boolean;
}

/** What "What happens next?" offers at a place. */
export function nextChoices({ kinds, isOpenEnd, hasSteps }: NextOffer): ChoiceGroup[] {
  const offered = kinds.filter(({ kind }) => (isOpenEnd && hasSteps) || (kind !== 'end' && kind !== 'goto'));
  const groups = groupsOfKinds(offered).map(({ id, label, kinds: own }) => ({
    id,
    label,
    choices: own.map(({ kind }) => ({ value: kind, label: nameOfKind(kind), icon: <StepIcon kind={kind} /> })),
  }));
  if (!isOpenEnd || !hasSteps) return groups;
  const join = { value: JOIN, label: t('canvas.next.join'), icon: <StepIcon kind="goto" /> };
  return [...groups, { id: JOIN, label: t('canvas.next.elsewhere'), choices: [join] }];
}

/** Every step of a map to choose one from, in the order they are numbered. */
export function stepChoices(map: AutomationMap, names: Names, label: string): ChoiceGroup[] {
  const choices = map.steps
    .filter(({ kind }) => kind !== 'goto')
    .map((step) => ({ value: String(step.id), label: sentenceOfStep(step, names), icon: <StepIcon kind={step.kind} /> }));
  return [{ id: 'steps', label, choices }];
}
