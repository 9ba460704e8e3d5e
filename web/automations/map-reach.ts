import type { AutomationMap, Step } from '../../src/automations/schema.ts';

/** Where a step goes in: at the beginning of the map, at that of one trigger alone, or behind an exit of another step. */
export type Place = { at: 'start' } | { at: 'trigger'; triggerId: number } | { at: 'exit'; stepId: number; exit: number };

export const samePlace = (one: Place, other: Place): boolean => JSON.stringify(one) === JSON.stringify(other);

export const stepsById = (map: AutomationMap): Map<number, Step> => new Map(map.steps.map((step) => [step.id, step]));

/** The step that stands at a place, null where nothing does. */
export function stepAt(map: AutomationMap, place: Place): number | null {
  switch (place.at) {
    case 'start':
      return map.start;
    case 'trigger':
      return map.triggers.find(({ id }) => id === place.triggerId)?.step ?? null;
    case 'exit':
      return map.steps.find(({ id }) => id === place.stepId)?.next[place.exit] ?? null;
  }
}

/** The map with another step (or none) at a place. */
export function lead(map: AutomationMap, place: Place, to: number | null): AutomationMap {
  switch (place.at) {
    case 'start':
      return { ...map, start: to };
    case 'trigger':
      return { ...map, triggers: map.triggers.map((one) => (one.id === place.triggerId ? { ...one, step: to } : one)) };
    case 'exit':
      return {
        ...map,
        steps: map.steps.map((step) =>
          step.id === place.stepId ? { ...step, next: step.next.map((next, exit) => (exit === place.exit ? to : next)) } : step,
        ),
      };
  }
}

/** Every place that leads to a step. */
export function placesTo(map: AutomationMap, stepId: number): Place[] {
  return [
    ...(map.start === stepId ? [{ at: 'start' } as const] : []),
    ...map.triggers.filter(({ step }) => step === stepId).map(({ id }) => ({ at: 'trigger', triggerId: id }) as const),
    ...map.steps.flatMap(({ id, next }) => next.flatMap((to, exit) => (to === stepId ? [{ at: 'exit', stepId: id, exit } as const] : []))),
  ];
}

/** The steps that ways lead to, from the given ones on; never through `but`. */
export function reachedFrom(map: AutomationMap, from: readonly (number | null | undefined)[], but?: number): Set<number> {
  const steps = stepsById(map);
  const reached = new Set<number>();
  const ahead = from.filter((id) => typeof id === 'number' && id !== but) as number[];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id) || !steps.has(id)) continue;
    reached.add(id);
    for (const next of steps.get(id)!.next) if (next !== null && next !== but) ahead.push(next);
  }
  return reached;
}

const begins = (map: AutomationMap): (number | null | undefined)[] => [map.start, ...map.triggers.map(({ step }) => step)];

/** Every step that somebody can come to. */
export const reachable = (map: AutomationMap, but?: number): Set<number> => reachedFrom(map, begins(map), but);

/** Without the steps that could be come to before and cannot any more; what stood loose already stays. */
export function withoutCutOff(before: AutomationMap, after: AutomationMap): AutomationMap {
  const once = reachable(before);
  const now = reachable(after);
  return withoutSteps(
    after,
    after.steps.filter(({ id }) => once.has(id) && !now.has(id)).map(({ id }) => id),
  );
}

/** Without some steps, and without any way or trigger that leads to them. */
export function withoutSteps(map: AutomationMap, ids: readonly number[]): AutomationMap {
  if (ids.length === 0) return map;
  const gone = new Set(ids);
  const kept = (to: number | null): number | null => (to !== null && gone.has(to) ? null : to);
  return {
    ...map,
    start: kept(map.start),
    triggers: map.triggers.map((one) => (typeof one.step === 'number' && gone.has(one.step) ? { ...one, step: null } : one)),
    steps: map.steps
      .filter(({ id }) => !gone.has(id))
      .map((step) => (step.next.some((to) => to !== null && gone.has(to)) ? { ...step, next: step.next.map(kept) } : step)),
  };
}

/** A step with all that only it leads to. */
export function branchOf(map: AutomationMap, stepId: number): number[] {
  const otherwise = reachable(map, stepId);
  const below = reachedFrom(map, [stepId]);
  return map.steps.filter(({ id }) => below.has(id) && !otherwise.has(id)).map(({ id }) => id);
}
