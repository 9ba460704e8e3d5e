import { describe, expect, test } from 'vitest';
import { mapSchema, type AutomationMap } from '../../src/automations/schema.ts';
import { layoutOf } from './map-layout.ts';
import { addStep, keepTrigger, moveStep, removeStep, wouldGoWith, type Place } from './map-edits.ts';

const empty = mapSchema.parse({ triggers: [], steps: [], start: null });
const add = (map: AutomationMap, place: Place, kind: string): AutomationMap => addStep(map, place, { kind, settings: {} }).map;
const behind = (stepId: number, exit = 0): Place => ({ at: 'exit', stepId, exit });

/** Kinds along the first exits, with the other branch in brackets. */
function told(map: AutomationMap, id = map.start): string {
  const step = map.steps.find((one) => one.id === id);
  if (!step) return '';
  const other = step.next.length > 1 ? `[${told(map, step.next[1]!)}]` : '';
  return [`${step.kind}${other}`, told(map, step.next[0] ?? null)].filter(Boolean).join(' ');
}

const walk = add(add(add(empty, { at: 'start' }, 'a'), behind(1), 'b'), behind(2), 'c');

describe('adding', () => {
  test('puts a step between two, and before the first', () => {
    expect(told(walk)).toBe('a b c');
    expect(told(add(walk, behind(1), 'x'))).toBe('a x b c');
    expect(told(add(walk, { at: 'start' }, 'x'))).toBe('x a b c');
  });

  test('a condition takes what follows on its first way out', () => {
    const forked = add(walk, behind(1), 'condition');
    expect(told(forked)).toBe('a condition[] b c');
    expect(told(add(forked, behind(4, 1), 'x'))).toBe('a condition[x] b c');
  });

  test('ids are never given again', () => {
    expect(addStep(removeStep(walk, 3), behind(2), { kind: 'x', settings: {} }).id).toBe(4);
  });
});

describe('removing', () => {
  test('closes the gap', () => {
    expect(told(removeStep(walk, 2))).toBe('a c');
    expect(told(removeStep(walk, 1))).toBe('b c');
  });

  test('of a condition takes its other branch along, and says so before', () => {
    const forked = add(add(walk, behind(1), 'condition'), behind(4, 1), 'x');
    expect(wouldGoWith(forked, 4)).toBe(1);
    expect(told(removeStep(forked, 4))).toBe('a b c');
    expect(wouldGoWith(forked, 2)).toBe(0);
  });
});

describe('moving', () => {
  test('swaps a step with its neighbour, and does nothing at the edge or across a branch', () => {
    expect(told(moveStep(walk, 2, 'up'))).toBe('b a c');
    expect(told(moveStep(walk, 2, 'down'))).toBe('a c b');
    expect(moveStep(walk, 1, 'up')).toBe(walk);
    expect(moveStep(walk, 3, 'down')).toBe(walk);
    const forked = add(walk, behind(1), 'condition');
    expect(moveStep(forked, 1, 'down')).toBe(forked);
  });
});

test('triggers are added and replaced', () => {
  const once = keepTrigger(walk, { event: 'record.created' });
  expect(once.triggers).toEqual([{ id: 4, event: 'record.created' }]);
  expect(keepTrigger(once, { id: 4, event: 'tag.added' }).triggers).toEqual([{ id: 4, event: 'tag.added' }]);
});

test('where branches meet again the step is drawn once, and the other branch says where it goes on', () => {
  const forked = add(add(walk, behind(1), 'condition'), behind(4, 1), 'x');
  const meeting = { ...forked, steps: forked.steps.map((step) => (step.kind === 'x' ? { ...step, next: [3] } : step)) };
  const { steps, end } = layoutOf(meeting);
  expect(steps.map(({ step }) => step.kind)).toEqual(['a', 'condition']);
  expect(end).toMatchObject({
    kind: 'parts',
    branches: [
      { steps: [{ step: { kind: 'b' } }, { step: { kind: 'c' } }], end: { kind: 'open', place: behind(3) } },
      { steps: [{ step: { kind: 'x' } }], end: { kind: 'meets', step: { id: 3 } } },
    ],
  });
});
