import type { Step } from '../../../src/automations/schema.ts';
import { t } from '../../app/messages/t.ts';
import type { Automation } from '../automation-data.ts';
import { sentenceOfStep, sentenceOfTrigger, sentencesOfExits } from '../sentences.ts';
import type { Names } from '../use-names.ts';

/** What the places of a map are called: the map that runs, and the draft for what is only there. */
export interface MapWords {
  steps: readonly Step[];
  isThere: (id: number) => boolean;
  /** A step, a trigger, or the entrance. */
  ofPlace: (id: number) => string;
  ofExits: (stepId: number) => string[];
  /** “Do they match?”, yes. */
  ofWay: (stepId: number, exit: number) => string;
  isTrigger: (id: number) => boolean;
}

export function wordsOf(automation: Pick<Automation, 'published' | 'draft'>, names: Names): MapWords {
  const maps = [...(automation.published ? [automation.published] : []), automation.draft];
  const steps = maps[0]!.steps;
  const known = new Map(maps.toReversed().flatMap((map) => map.steps.map((step) => [step.id, step] as const)));
  const triggers = new Map(maps.flatMap((map) => map.triggers.map((trigger) => [trigger.id, trigger] as const)));
  const ofPlace = (id: number): string => {
    if (id === 0) return t('seeing.entrance');
    const trigger = triggers.get(id);
    if (trigger) return sentenceOfTrigger(trigger, names);
    const step = known.get(id);
    return step ? sentenceOfStep(step, names, [...known.values()]) : t('automations.gone');
  };
  const ofExits = (stepId: number): string[] => {
    const step = known.get(stepId);
    return step ? sentencesOfExits(step) : [];
  };
  return {
    steps,
    isThere: (id) => known.has(id),
    ofPlace,
    ofExits,
    ofWay: (stepId, exit) => [ofPlace(stepId), ofExits(stepId)[exit]].filter(Boolean).join(' – '),
    isTrigger: (id) => triggers.has(id),
  };
}
