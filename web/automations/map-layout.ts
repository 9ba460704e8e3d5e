import type { AutomationMap, Step } from '../../src/automations/schema.ts';
import type { Place } from './map-edits.ts';

/** A stretch of the map as it is read from above, until it ends, parts at a question, or meets a step that is drawn elsewhere. */
export interface Path {
  steps: { step: Step; place: Place }[];
  end: { kind: 'open'; place: Place } | { kind: 'end' } | { kind: 'meets'; step: Step } | { kind: 'parts'; branches: Path[] };
}

/** The map as paths within paths; a step that several ways lead to is drawn once, where it is come to first. */
export function layoutOf(map: AutomationMap): Path {
  return pathFrom(map, map.start, { at: 'start' }, new Set());
}

function pathFrom(map: AutomationMap, from: number | null, place: Place, drawn: Set<number>): Path {
  const steps: Path['steps'] = [];
  let at = from;
  let before = place;
  for (;;) {
    const step = map.steps.find(({ id }) => id === at);
    if (!step) return { steps, end: { kind: 'open', place: before } };
    if (drawn.has(step.id)) return { steps, end: { kind: 'meets', step } };
    drawn.add(step.id);
    steps.push({ step, place: before });
    if (step.next.length === 0) return { steps, end: { kind: 'end' } };
    if (step.next.length > 1) {
      const branches = step.next.map((next, exit) => pathFrom(map, next, { at: 'exit', stepId: step.id, exit }, drawn));
      return { steps, end: { kind: 'parts', branches } };
    }
    before = { at: 'exit', stepId: step.id, exit: 0 };
    at = step.next[0] ?? null;
  }
}
