import type { AutomationMap } from '../../src/automations/schema.ts';
import * as edits from './map-edits.ts';
import { partFromText, partOf, textOfPart } from './map-parts.ts';
import type { Place } from './map-reach.ts';

const KINDS = ['tag.add', 'wait', 'condition', 'condition', 'split', 'fork', 'goal', 'goto', 'end', 'email.send'];

/** Numbers as a seed gives them (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function settingsOf(kind: string, roll: (sides: number) => number): Record<string, unknown> {
  if (kind === 'condition')
    return { branches: Array.from({ length: 1 + roll(3) }, (_, at) => ({ name: `b${at}`, criteria: { n: roll(4) } })) };
  if (kind === 'split') return { variants: Array.from({ length: 2 + roll(3) }, (_, at) => ({ name: `v${at}`, weight: 1 })) };
  if (kind === 'fork') return { ways: 2 + roll(3) };
  if (kind === 'goal') return { triggers: [{ id: 1, event: 'tag.added' }] };
  if (kind === 'wait' && roll(3) === 0) return { wait: 'criteria', criteria: {} };
  return {};
}

const placesOf = (map: AutomationMap): Place[] => [
  { at: 'start' },
  ...map.triggers.map(({ id }): Place => ({ at: 'trigger', triggerId: id })),
  ...map.steps.flatMap(({ id, next }) => next.map((_, exit): Place => ({ at: 'exit', stepId: id, exit }))),
];

/** The map after any one change that a person could make to it; for tests. */
export function changed(map: AutomationMap, roll: (sides: number) => number): AutomationMap {
  const places = placesOf(map);
  const place = places[roll(places.length)]!;
  const kind = KINDS[roll(KINDS.length)]!;
  const step = map.steps[roll(Math.max(map.steps.length, 1))];
  const what = roll(2) === 0 ? 'step' : 'branch';
  const choice = roll(16);
  if (choice < 5 || !step) return edits.addStep(map, place, { kind, settings: settingsOf(kind, roll) }).map;
  if (choice === 5) return edits.removeStep(map, step.id);
  if (choice === 6) return edits.removeBranch(map, step.id);
  if (choice === 7) return edits.changeStep(map, step.id, settingsOf(step.kind, roll));
  if (choice < 10) return edits.moveTo(map, step.id, place, what);
  if (choice === 10) return edits.moveStep(map, step.id, roll(2) === 0 ? 'up' : 'down');
  if (choice === 11) return edits.duplicate(map, step.id, what).map;
  if (choice === 12) return edits.connect(map, place, roll(3) === 0 ? null : step.id);
  if (choice === 13) return edits.keepTrigger(map, { event: 'record.created', ...(roll(2) === 0 ? { step: step.id } : {}) });
  if (choice === 14)
    return map.triggers[0] && roll(2) === 0
      ? edits.removeTrigger(map, map.triggers[0].id)
      : edits.addNote(map, { text: 'n', x: 1, y: 2 }).map;
  const ids = map.steps.filter(() => roll(3) === 0).map(({ id }) => id);
  const part = partFromText(textOfPart(partOf(map, ids)));
  return part ? edits.paste(map, place, part).map : map;
}
