import type { AutomationMap, Step, WaitSettings } from '../schema.ts';
import { ENGINE_SETTINGS, type EngineKind } from './step-kinds.ts';
import { alwaysTakesTime } from './wait.ts';

/** A map made ready to run: steps by id, in an order in which a batch meets each at most once between two waits. */
export interface CompiledMap {
  map: AutomationMap;
  /** The settings of the engine's own steps are as their schemas complete them. */
  steps: ReadonlyMap<number, Step>;
  /** Steps of the engine whose settings it cannot read. */
  unreadable: ReadonlySet<number>;
  /** The place of every step that somebody can come to: after all that lead to it, but for the ways back of a circle. */
  rank: ReadonlyMap<number, number>;
  /** Steps a record may come to again without leaving the map. */
  cyclic: ReadonlySet<number>;
}

export function compileMap(map: AutomationMap): CompiledMap {
  const unreadable = new Set<number>();
  const steps = new Map(map.steps.map((step) => [step.id, completed(step, unreadable)]));
  const order = reversePostorder(steps, beginningsOf(map));
  return {
    map,
    steps,
    unreadable,
    rank: new Map(order.map((id, index) => [id, index])),
    cyclic: stepsOnCircles(steps, order),
  };
}

function completed(step: Step, unreadable: Set<number>): Step {
  const schema = ENGINE_SETTINGS[step.kind as EngineKind];
  if (!schema) return step;
  const { data } = schema.safeParse(step.settings);
  if (!data) unreadable.add(step.id);
  return data ? { ...step, settings: data } : step;
}

/** Where records come onto the map, or are brought to by a goal: the start last, so that it stands first in the order. */
function beginningsOf(map: AutomationMap): number[] {
  const goals = map.steps.filter(({ kind }) => kind === 'goal').map(({ id }) => id);
  const ofTriggers = map.triggers.flatMap(({ step }) => step ?? []);
  return [...goals, ...ofTriggers, ...(map.start === null ? [] : [map.start])];
}

/** A step on each circle that no wait is certain to slow down; such a map would run for ever in one moment. */
export function endlessSteps(map: AutomationMap): number[] {
  const slow = ({ kind, settings }: Step): boolean =>
    kind === 'wait' ? alwaysTakesTime(settings as WaitSettings) : kind === 'goal' && settings.arrival !== 'pass';
  const instant = map.steps.filter((step) => !slow(step));
  const steps = new Map(instant.map((step) => [step.id, step]));
  return [...stepsOnCircles(steps, [...steps.keys()])];
}

/** Steps that nobody can come to: no way leads there from the start, from where a trigger begins, or from a goal anybody can reach. */
export function strandedSteps(map: AutomationMap): number[] {
  const steps = new Map(map.steps.map((step) => [step.id, step]));
  const goals = map.steps.filter(({ kind, settings }) => kind === 'goal' && (settings.who === 'map' || settings.who === 'anyone'));
  const roots = [map.start, ...map.triggers.map(({ step }) => step ?? null), ...goals.map(({ id }) => id)];
  const reached = new Set(
    reversePostorder(
      steps,
      roots.filter((id) => id !== null),
    ),
  );
  return map.steps.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
}

/** Steps from which no way leads to the end of a path: whoever came there would go in a circle for as long as there is time. */
export function trappedSteps(map: AutomationMap): number[] {
  const known = new Set(map.steps.map(({ id }) => id));
  const free = new Set<number>();
  const isFree = ({ next }: Step): boolean => next.length === 0 || next.some((id) => id === null || !known.has(id) || free.has(id));
  for (let grew = true; grew;) {
    grew = false;
    for (const step of map.steps) {
      if (free.has(step.id) || !isFree(step)) continue;
      free.add(step.id);
      grew = true;
    }
  }
  return map.steps.filter(({ id }) => !free.has(id)).map(({ id }) => id);
}

/** Forks of which several ways lead back to themselves: each round would double whoever is on it. */
export function multiplyingForks(map: AutomationMap): number[] {
  const steps = new Map(map.steps.map((step) => [step.id, step]));
  return map.steps
    .filter(({ kind }) => kind === 'fork')
    .filter(({ id, next }) => next.filter((way) => way !== null && (way === id || leadsTo(steps, way, id))).length > 1)
    .map(({ id }) => id);
}

const successors = (step: Step | undefined): number[] => (step?.next ?? []).filter((next): next is number => next !== null);

function reversePostorder(steps: ReadonlyMap<number, Step>, beginnings: readonly number[]): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  const visit = (id: number): void => {
    const step = steps.get(id);
    if (!step || seen.has(id)) return;
    seen.add(id);
    for (const next of successors(step)) visit(next);
    finished.push(id);
  };
  for (const id of beginnings) visit(id);
  return finished.reverse();
}

/** Steps from which a way leads back to themselves. */
const stepsOnCircles = (steps: ReadonlyMap<number, Step>, ids: readonly number[]): Set<number> =>
  new Set(ids.filter((id) => leadsTo(steps, id, id)));

/** Whether a way of at least one step leads from one to the other. */
function leadsTo(steps: ReadonlyMap<number, Step>, from: number, to: number): boolean {
  const seen = new Set<number>();
  const ahead = successors(steps.get(from));
  while (ahead.length > 0) {
    const next = ahead.pop()!;
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...successors(steps.get(next)));
  }
  return false;
}
