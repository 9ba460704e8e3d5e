import type { WayLine } from './seeing-data.ts';

export interface Places {
  /** When the record came to each step, newest first. */
  times: ReadonlyMap<number, readonly string[]>;
  /** The ways it took, `STEP.EXIT`; `0.0` is the entrance. */
  ways: ReadonlySet<string>;
}

/** Where a record came by. Moves written before they said their exits show their steps alone. */
export function placesOf(lines: readonly WayLine[]): Places {
  const times = new Map<number, string[]>();
  const ways = new Set<string>();
  for (const { at, path, exits, from, kind, stepId } of lines) {
    for (const step of path) times.set(step, [...(times.get(step) ?? []), at]);
    if (kind === 'automation.reached' && stepId !== null) times.set(stepId, [...(times.get(stepId) ?? []), at]);
    if (kind === 'automation.entered') ways.add('0.0');
    for (const [index, exit] of (exits ?? []).entries()) if (exit !== null) ways.add(`${path[index]}.${exit}`);
    if (typeof from === 'object' && from !== null) ways.add(`${from.step}.${from.exit}`);
  }
  return { times, ways };
}

/** The lines of each time the record was on the map, newest first; each begins with its entry. */
export function passesIn(lines: readonly WayLine[]): WayLine[][] {
  const passes: WayLine[][] = [];
  let current: WayLine[] = [];
  for (const line of lines) {
    current.push(line);
    if (line.kind === 'automation.entered') {
      passes.push(current);
      current = [];
    }
  }
  if (current.length > 0) passes.push(current);
  return passes;
}
