import { EMPTY_MAP, type AutomationMap, type Step, type Trigger } from '../schema.ts';
import type { Rule } from './rule-shape.ts';

type Content = Pick<Rule, 'triggers' | 'criteria' | 'actions'>;

/**
 * The map that does what a rule says, as often as its triggers are met: only records that match enter, and take the actions one behind the other. What the
 * rule had before keeps its ids; `lastId` is the highest ever given in it.
 */
export function mapOfRule({ triggers, criteria, actions }: Content, lastId = 0): AutomationMap {
  let last = Math.max(lastId, ...triggers.map(({ id }) => id ?? 0), ...actions.map(({ id }) => id ?? 0));
  const steps = actions.map(({ id, kind, settings }): Step => ({ id: id ?? ++last, kind, settings, next: [null] }));
  const kept = triggers.map((trigger) => ({ ...trigger, id: trigger.id ?? ++last }));
  const chained = steps.map((step, index) => ({ ...step, next: [steps[index + 1]?.id ?? null] }));
  return { ...EMPTY_MAP, triggers: kept, steps: chained, start: steps[0]!.id, who: criteria, reentry: 'always', lastId: last };
}

/** What a rule says whose map this is. */
export function ruleOfMap(map: AutomationMap): Content {
  const steps = new Map(map.steps.map((step) => [step.id, step]));
  const actions: Content['actions'] = [];
  for (let step = steps.get(map.start ?? 0); step && actions.length < map.steps.length; step = steps.get(step.next[0] ?? 0)) {
    actions.push({ id: step.id, kind: step.kind, settings: step.settings });
  }
  return { triggers: map.triggers.map(withoutStep), criteria: map.who, actions };
}

/** All that a rule's triggers bring begins at its first action. */
function withoutStep(trigger: Trigger): Content['triggers'][number] {
  const own = { ...trigger };
  delete own.step;
  return own;
}
