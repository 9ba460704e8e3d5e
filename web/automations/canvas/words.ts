import type { AutomationMap } from '../../../src/automations/schema.ts';
import { language, t } from '../../app/messages/t.ts';
import { sentenceOfStep, sentenceOfTrigger } from '../sentences.ts';
import type { Names } from '../use-names.ts';
import type { Placed } from './layout.ts';

interface Told {
  map: AutomationMap;
  names: Names;
}

/** One line for an element of the canvas. */
export function sentenceOfElement({ kind, stepId, place }: Placed, { map, names }: Told): string {
  switch (kind) {
    case 'trigger': {
      const trigger = map.triggers.find(({ id }) => id === stepId);
      return trigger ? sentenceOfTrigger(trigger, names) : '';
    }
    case 'entrance':
      return map.who
        ? t('canvas.entrance.some', { objects: names.plural.toLocaleLowerCase(language.locale) })
        : t('canvas.entrance', { object: names.singular.toLocaleLowerCase(language.locale) });
    case 'add-trigger':
      return t('canvas.addTrigger');
    case 'open':
      return t(place?.at === 'start' ? 'automations.next.first' : 'automations.next');
    case 'leads':
      return t(place?.at === 'trigger' ? 'canvas.beginsAt' : 'canvas.leadsTo', { step: sentenceOf(stepId, { map, names }) });
    case 'goto': {
      const to = map.steps.find(({ id }) => id === stepId)?.next[0] ?? null;
      return to === null ? t('canvas.goto.open') : t('canvas.goto', { step: sentenceOf(to, { map, names }) });
    }
    case 'step':
    case 'end':
      return sentenceOf(stepId, { map, names });
  }
}

export function sentenceOf(stepId: number | null, { map, names }: Told): string {
  const step = map.steps.find(({ id }) => id === stepId);
  return step ? sentenceOfStep(step, names, map.steps) : t('automations.gone');
}
