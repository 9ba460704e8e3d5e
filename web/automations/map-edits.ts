import type { AutomationMap, Step, Trigger } from '../../src/automations/schema.ts';

/** Where a step goes in: at the beginning, or behind an exit of another. */
export type Place = { at: 'start' } | { at: 'exit'; stepId: number; exit: number };

/** How many ways lead out of a step of this kind. */
export const exitsOf = (kind: string): number => (kind === 'end' ? 0 : kind === 'condition' ? 2 : 1);

/** Puts a new step in; what stood there comes behind it, on the first way out of a condition. Gives the map and the step's id. */
export function addStep(map: AutomationMap, place: Place, step: Pick<Step, 'kind' | 'settings'>): { map: AutomationMap; id: number } {
  const id = map.lastId + 1;
  const exits = exitsOf(step.kind);
  const next = Array.from({ length: exits }, (_, exit) => (exit === 0 ? nextAt(map, place) : null));
  const added = { ...map, lastId: id, steps: [...map.steps, { ...step, id, next }] };
  // What an end cuts off could not be reached any more.
  return { map: withoutUnreachable(lead(added, place, id)), id };
}

/** Takes a step out; what followed its first exit closes the gap, and what only its other exits led to goes with it. */
export function removeStep(map: AutomationMap, stepId: number): AutomationMap {
  const after = map.steps.find(({ id }) => id === stepId)?.next[0] ?? null;
  const bridge = (to: number | null): number | null => (to === stepId ? (after === stepId ? null : after) : to);
  const steps = map.steps.filter(({ id }) => id !== stepId).map((step) => ({ ...step, next: step.next.map(bridge) }));
  return withoutUnreachable({ ...map, start: bridge(map.start), steps });
}

/** How many steps besides it would go with a step. */
export function wouldGoWith(map: AutomationMap, stepId: number): number {
  return map.steps.length - removeStep(map, stepId).steps.length - 1;
}

export const changeStep = (map: AutomationMap, stepId: number, settings: Step['settings']): AutomationMap => ({
  ...map,
  steps: map.steps.map((step) => (step.id === stepId ? { ...step, settings } : step)),
});

/** Adds the trigger when it has no id yet, and replaces it otherwise. */
export function keepTrigger(map: AutomationMap, trigger: Omit<Trigger, 'id'> & { id?: number }): AutomationMap {
  if (trigger.id === undefined) {
    const id = map.lastId + 1;
    return { ...map, lastId: id, triggers: [...map.triggers, { ...trigger, id }] };
  }
  const kept = { ...trigger, id: trigger.id };
  return { ...map, triggers: map.triggers.map((one) => (one.id === kept.id ? kept : one)) };
}

export const removeTrigger = (map: AutomationMap, triggerId: number): AutomationMap => ({
  ...map,
  triggers: map.triggers.filter(({ id }) => id !== triggerId),
});

/** Swaps a step with the one before or behind it on the same path; the map itself where there is none to swap with. */
export function moveStep(map: AutomationMap, stepId: number, direction: 'up' | 'down'): AutomationMap {
  if (direction === 'up') {
    const before = map.steps.find((step) => step.next.length === 1 && step.next[0] === stepId);
    return before ? moveStep(map, before.id, 'down') : map;
  }
  const step = map.steps.find(({ id }) => id === stepId);
  const behind = map.steps.find(({ id }) => id === step?.next[0]);
  if (step?.next.length !== 1 || behind?.next.length !== 1) return map;
  const onlyWay = map.steps.filter(({ next }) => next.includes(behind.id)).length === 1 && map.start !== behind.id;
  if (!onlyWay) return map;
  const swap = (to: number | null): number | null => (to === step.id ? behind.id : to);
  const steps = map.steps.map((one) => {
    if (one.id === step.id) return { ...one, next: [behind.next[0] ?? null] };
    if (one.id === behind.id) return { ...one, next: [step.id] };
    return { ...one, next: one.next.map(swap) };
  });
  return { ...map, start: swap(map.start), steps };
}

function nextAt(map: AutomationMap, place: Place): number | null {
  if (place.at === 'start') return map.start;
  return map.steps.find(({ id }) => id === place.stepId)?.next[place.exit] ?? null;
}

function lead(map: AutomationMap, place: Place, to: number): AutomationMap {
  if (place.at === 'start') return { ...map, start: to };
  const steps = map.steps.map((step) =>
    step.id === place.stepId ? { ...step, next: step.next.map((next, exit) => (exit === place.exit ? to : next)) } : step,
  );
  return { ...map, steps };
}

function withoutUnreachable(map: AutomationMap): AutomationMap {
  const reached = new Set<number>();
  const ahead = map.start === null ? [] : [map.start];
  while (ahead.length > 0) {
    const id = ahead.pop()!;
    if (reached.has(id)) continue;
    reached.add(id);
    for (const next of map.steps.find((step) => step.id === id)?.next ?? []) if (next !== null) ahead.push(next);
  }
  return { ...map, steps: map.steps.filter(({ id }) => reached.has(id)) };
}
