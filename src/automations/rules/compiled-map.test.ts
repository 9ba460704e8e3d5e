import { describe, expect, test } from 'vitest';
import { mapSchema, type AutomationMap } from '../schema.ts';
import { compileMap, endlessSteps } from './compiled-map.ts';

const map = (steps: [id: number, kind: string, next: (number | null)[], settings?: Record<string, unknown>][]): AutomationMap =>
  mapSchema.parse({
    triggers: [],
    steps: steps.map(([id, kind, next, settings = {}]) => ({ id, kind, next, settings })),
    start: steps[0]?.[0] ?? null,
  });

const DAY = { wait: 'for', amount: 1, unit: 'days' };
const NOTHING = { wait: 'for', amount: 0, unit: 'days' };

describe('the order of steps', () => {
  test('a step comes after all that lead to it, also where branches meet again', () => {
    const { rank } = compileMap(
      map([
        [5, 'condition', [9, 2]],
        [2, 'tag.add', [9]],
        [9, 'end', []],
      ]),
    );
    expect([...rank.keys()]).toEqual([5, 2, 9]);
  });

  test('steps that nothing leads to have no place', () => {
    const { rank } = compileMap(
      map([
        [1, 'tag.add', [null]],
        [2, 'end', []],
      ]),
    );
    expect(rank.has(2)).toBe(false);
  });
});

describe('circles', () => {
  test('a circle with a wait in it is allowed, and its steps are known', () => {
    const looping = map([
      [1, 'tag.add', [2]],
      [2, 'wait', [3], DAY],
      [3, 'condition', [1, 4]],
      [4, 'end', []],
    ]);
    expect(endlessSteps(looping)).toEqual([]);
    expect([...compileMap(looping).cyclic].sort()).toEqual([1, 2, 3]);
  });

  test('a circle without a wait, or with one of no length, would never end', () => {
    expect(endlessSteps(map([[1, 'tag.add', [1]]]))).toEqual([1]);
    const pointless = map([
      [1, 'tag.add', [2]],
      [2, 'wait', [1], NOTHING],
    ]);
    expect(endlessSteps(pointless).sort()).toEqual([1, 2]);
  });
});

describe('the form of a map', () => {
  test('an id is not used twice', () => {
    expect(() =>
      map([
        [1, 'end', []],
        [1, 'end', []],
      ]),
    ).toThrow(/The id 1 is used twice/);
  });
});
