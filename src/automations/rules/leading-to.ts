import type { AutomationMap } from '../schema.ts';

/** Every step from which some way leads to this one, itself left out unless it stands on a circle; empty where it is not on the map. */
export function stepsLeadingTo(map: Pick<AutomationMap, 'steps'>, stepId: number): Set<number> {
  const before = new Map<number, number[]>();
  for (const { id, next } of map.steps) for (const to of next) if (to !== null) before.set(to, [...(before.get(to) ?? []), id]);
  const found = new Set<number>();
  const ahead = [stepId];
  while (ahead.length > 0) {
    for (const id of before.get(ahead.pop()!) ?? []) {
      if (found.has(id)) continue;
      found.add(id);
      ahead.push(id);
    }
  }
  return found;
}
