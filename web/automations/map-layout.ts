import type { AutomationMap, Step, Trigger } from '../../src/automations/schema.ts';
import { structureOf } from './canvas/structure.ts';
import type { Place } from './map-edits.ts';

/** A stretch of the map as it is read from above, until it ends, parts at a question, or meets a step that is drawn elsewhere. */
export interface Path {
  steps: { step: Step; place: Place }[];
  end: { kind: 'open'; place: Place } | { kind: 'end' } | { kind: 'meets'; step: Step } | { kind: 'parts'; step: Step; branches: Path[] };
}

/** The map as paths within paths; a step that several ways lead to is drawn once, where it is come to first. */
export function layoutOf(map: AutomationMap): Path {
  return pathFrom(map, map.start, { at: 'start' }, new Set());
}

/** The paths that begin elsewhere: with a trigger of their own, or with a step that nothing leads to. */
export function furtherPaths(map: AutomationMap): { trigger: Trigger | undefined; path: Path }[] {
  const drawn = new Set<number>();
  pathFrom(map, map.start, { at: 'start' }, drawn);
  return structureOf(map)
    .heads.filter((head) => !drawn.has(head))
    .map((head) => {
      const trigger = map.triggers.find(({ step }) => step === head);
      const place: Place = trigger ? { at: 'trigger', triggerId: trigger.id } : { at: 'start' };
      return { trigger, path: pathFrom(map, head, place, drawn) };
    });
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
    // Where a "go to" leads it says itself.
    if (step.next.length === 0 || step.kind === 'goto') return { steps, end: { kind: 'end' } };
    if (step.next.length > 1) {
      const branches = step.next.map((next, exit) => pathFrom(map, next, { at: 'exit', stepId: step.id, exit }, drawn));
      return { steps, end: { kind: 'parts', step, branches } };
    }
    before = { at: 'exit', stepId: step.id, exit: 0 };
    at = step.next[0] ?? null;
  }
}
