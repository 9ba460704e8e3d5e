import { expect, test } from 'vitest';
import { EMPTY_MAP, exitsOf, idsOf, mapSchema, type AutomationMap } from '../../src/automations/schema.ts';
import * as edits from './map-edits.ts';
import { beginHistory, record, redo, undo } from './map-history.ts';
import { partFromText, partOf, textOfPart } from './map-parts.ts';
import { reachable, type Place } from './map-reach.ts';

const SEQUENCES = 120;
const CHANGES = 40;
const KINDS = ['tag.add', 'wait', 'condition', 'condition', 'split', 'fork', 'goal', 'goto', 'end', 'email.send'];

/** Numbers as a seed gives them (mulberry32). */
function dice(seed: number): (sides: number) => number {
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

function changed(map: AutomationMap, roll: (sides: number) => number): AutomationMap {
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

function expectValid(map: AutomationMap): void {
  mapSchema.parse(map);
  const ids = new Set(map.steps.map(({ id }) => id));
  for (const step of map.steps) {
    expect(step.next).toHaveLength(exitsOf(step));
    for (const to of step.next) expect(to === null || ids.has(to)).toBe(true);
  }
  expect(map.start === null || ids.has(map.start)).toBe(true);
  for (const { step } of map.triggers) expect(step === null || step === undefined || ids.has(step)).toBe(true);
  expect(Math.max(0, ...idsOf(map))).toBeLessThanOrEqual(map.lastId);
  expect([...reachable(map)].toSorted()).toEqual([...ids].toSorted());
}

const sayNothingOfIds = (map: AutomationMap): object => ({ ...map, lastId: 0 });

test('whatever is done to a map in whatever order, it holds together, moving loses nothing, and undo gives back exactly what was', () => {
  const seed = Number(process.env.SEED ?? 20_261_122);
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const roll = dice(seed + sequence);
    let history = beginHistory(EMPTY_MAP);
    const was: AutomationMap[] = [];
    try {
      for (let change = 0; change < CHANGES; change++) {
        const next = changed(history.now, roll);
        if (next !== history.now) was.push(history.now);
        history = record(history, next);
        expectValid(history.now);
      }
      const last = history.now;
      for (const before of was.toReversed()) {
        history = undo(history);
        expect(sayNothingOfIds(history.now)).toEqual(sayNothingOfIds(before));
        expectValid(history.now);
      }
      for (const _ of was) history = redo(history);
      expect(sayNothingOfIds(history.now)).toEqual(sayNothingOfIds(last));
    } catch (error) {
      throw new Error(`With SEED=${seed + sequence}: ${(error as Error).message}`, { cause: error });
    }
  }
});
