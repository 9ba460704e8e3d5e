import type { AutomationMap, Step, WaitSettings } from '../schema.ts';
import { alwaysTakesTime } from './wait.ts';

/** A map made ready to run: steps by id, in an order in which a batch meets each at most once between two waits. */
export interface CompiledMap {
  map: AutomationMap;
  steps: ReadonlyMap<number, Step>;
  /** The place of every step that the start leads to: after all that lead to it, but for the ways back of a circle. */
  rank: ReadonlyMap<number, number>;
  /** Steps a record may come to again without leaving the map. */
  cyclic: ReadonlySet<number>;
}

export function compileMap(map: AutomationMap): CompiledMap {
  const steps = new Map(map.steps.map((step) => [step.id, step]));
  const order = reversePostorder(steps, map.start);
  return {
    map,
    steps,
    rank: new Map(order.map((id, index) => [id, index])),
    cyclic: stepsOnCircles(steps, order),
  };
}

/** A step on each circle that no wait is certain to slow down; such a map would run for ever in one moment. */
export function endlessSteps(map: AutomationMap): number[] {
  const slow = (step: Step): boolean => step.kind === 'wait' && alwaysTakesTime(step.settings as WaitSettings);
  const instant = map.steps.filter((step) => !slow(step));
  const steps = new Map(instant.map((step) => [step.id, step]));
  return [...stepsOnCircles(steps, [...steps.keys()])];
}

const successors = (step: Step | undefined): number[] => (step?.next ?? []).filter((next): next is number => next !== null);

function reversePostorder(steps: ReadonlyMap<number, Step>, start: number | null): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  const visit = (id: number): void => {
    const step = steps.get(id);
    if (!step || seen.has(id)) return;
    seen.add(id);
    for (const next of successors(step)) visit(next);
    finished.push(id);
  };
  if (start !== null) visit(start);
  return finished.reverse();
}

/** Steps from which a way leads back to themselves. */
function stepsOnCircles(steps: ReadonlyMap<number, Step>, ids: readonly number[]): Set<number> {
  const circles = new Set<number>();
  for (const id of ids) {
    const seen = new Set<number>();
    const ahead = successors(steps.get(id));
    while (ahead.length > 0) {
      const next = ahead.pop()!;
      if (next === id) {
        circles.add(id);
        break;
      }
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(...successors(steps.get(next)));
    }
  }
  return circles;
}
