import type { CompiledMap } from './compiled-map.ts';

/**
 * Whoever stands on a step that the current version still has goes on by it; whose step is gone goes on by the version they came
 * with. So publishing touches no position, however many there are, and drops nobody. Gives the positions by the version they go on by.
 */
export function chooseVersion<Position extends { version: number; step_id: number }>(
  positions: readonly Position[],
  current: number,
  maps: ReadonlyMap<number, CompiledMap>,
): Map<number, Position[]> {
  const groups = new Map<number, Position[]>();
  for (const position of positions) {
    const own = maps.get(position.version)?.steps.get(position.step_id);
    const now = maps.get(current)?.steps.get(position.step_id);
    const version = now && (!own || own.kind === now.kind) ? current : position.version;
    const group = groups.get(version);
    if (group) group.push(position);
    else groups.set(version, [position]);
  }
  return groups;
}
