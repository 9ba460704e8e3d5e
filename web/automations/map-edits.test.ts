import { describe, expect, test } from 'vitest';
import { mapSchema, type AutomationMap } from '../../src/automations/schema.ts';
import { layoutOf } from './map-layout.ts';
import { addStep, changeStep, keepTrigger, moveStep, moveTo, removeBranch, removeStep, wouldGoWith, type Place } from './map-edits.ts';

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

describe('carrying', () => {
  const forked = add(add(walk, behind(1), 'condition'), behind(4, 1), 'x');
  const meeting = { ...forked, steps: forked.steps.map((step) => (step.kind === 'x' ? { ...step, next: [3] } : step)) };

  test('puts a step elsewhere under its own id, and closes the gap it leaves', () => {
    expect(told(moveTo(walk, 1, behind(3), 'step'))).toBe('b c a');
    expect(moveTo(walk, 1, behind(3), 'step').lastId).toBe(walk.lastId);
  });

  test('takes a branch along to its last step, and joins what it met before', () => {
    const moved = moveTo(meeting, 2, behind(3), 'branch');
    expect(told(moved)).toBe('a condition[x c b] c b');
    expect(told(removeBranch(meeting, 2))).toBe('a condition[x c] c');
  });

  test('is refused where something would fall off the map', () => {
    expect(moveTo(forked, 4, behind(5), 'branch')).toBe(forked);
    expect(moveTo(walk, 2, behind(1), 'step')).toBe(walk);
  });
});

test('branches keep what they lead to when others come and go beside them', () => {
  const branch = (name: string) => ({ name, criteria: { name } });
  const asked = addStep(empty, { at: 'start' }, { kind: 'condition', settings: { branches: [branch('one'), branch('two')] } }).map;
  const filled = add(add(add(asked, behind(1, 0), 'a'), behind(1, 1), 'b'), behind(1, 2), 'else');
  const swapped = changeStep(filled, 1, { branches: [branch('new'), branch('two'), branch('one')] });
  expect(swapped.steps.find(({ id }) => id === 1)?.next).toEqual([null, 3, 2, 4]);
  const fewer = changeStep(filled, 1, { branches: [branch('two')] });
  expect(fewer.steps.map(({ kind }) => kind)).toEqual(['condition', 'b', 'else']);
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
