import type { AutomationMap } from '../../../src/automations/schema.ts';

/** Every step of a map in the order in which somebody who follows it comes to them, the first ways first; what cannot be reached stands last. */
export function stepsInOrder({ start, steps, triggers }: AutomationMap): number[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const seen = new Set<number>();
  const begins = [start, ...triggers.map(({ step }) => step ?? null), ...steps.map(({ id }) => id)];
  for (const begin of begins) {
    const ahead = [begin];
    while (ahead.length > 0) {
      const id = ahead.pop() ?? null;
      const step = id === null ? undefined : byId.get(id);
      if (!step || seen.has(step.id)) continue;
      seen.add(step.id);
      ahead.push(...[...step.next].reverse());
    }
  }
  return [...seen];
}

/** The steps of both maps in one order: that of the later, and each that is gone behind the one it stood behind. */
export function orderOfBoth(before: AutomationMap, after: AutomationMap): number[] {
  const order = stepsInOrder(after);
  let at = -1;
  for (const id of stepsInOrder(before)) {
    const here = order.indexOf(id);
    if (here >= 0) at = here;
    else order.splice(++at, 0, id);
  }
  return order;
}
