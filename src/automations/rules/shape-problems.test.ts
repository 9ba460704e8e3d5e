import { describe, expect, test } from 'vitest';
import { mapSchema, type AutomationMap, type QuietHours } from '../schema.ts';
import { shapeProblems } from './shape-problems.ts';

type ShortStep = [id: number, kind: string, next: (number | null)[], settings?: Record<string, unknown>];

const DAY = { wait: 'for', amount: 1, unit: 'days' };
const map = (steps: ShortStep[], more: Partial<AutomationMap> = {}): AutomationMap =>
  mapSchema.parse({
    triggers: [],
    steps: steps.map(([id, kind, next, settings = {}]) => ({ id, kind, next, settings })),
    start: steps[0]?.[0] ?? null,
    ...more,
  });
/** The first thing wrong with each step, as people are told. */
const wrong = (steps: ShortStep[], more?: Partial<AutomationMap>): Record<string, string> =>
  Object.fromEntries(shapeProblems(map(steps, more)).reverse());

describe('a map that runs', () => {
  test('may just end, without an end step', () => expect(wrong([[1, 'tag.add', [null]]])).toEqual({}));

  test('may lead back through a wait, with a way out', () => {
    expect(
      wrong([
        [1, 'wait', [2], DAY],
        [2, 'condition', [1, null]],
      ]),
    ).toEqual({});
  });

  test('may go in a circle that exit criteria or a goal on the whole map take people out of', () => {
    const circle: ShortStep[] = [
      [1, 'wait', [2], DAY],
      [2, 'tag.add', [1]],
    ];
    expect(Object.keys(wrong(circle))).toEqual(['1', '2']);
    expect(wrong(circle, { exit: { all: [] } })).toEqual({});
    expect(wrong([...circle, [3, 'goal', [null], { who: 'map', triggers: [] }]])).toEqual({});
  });
});

describe('a map that cannot run says where and why', () => {
  test('without steps, and with a start that is gone', () => {
    expect(wrong([])).toEqual({ start: 'The map has no steps yet. Add what happens first.' });
    expect(wrong([[1, 'end', []]], { start: 7 }).start).toContain('no longer exists');
  });

  test('a step that leads nowhere, or by the wrong number of ways', () => {
    expect(wrong([[1, 'tag.add', [9]]])[1]).toContain('step 9, which does not exist');
    expect(wrong([[1, 'condition', [null]]])[1]).toBe('This kind of step has 2 ways out, and 1 are given.');
    expect(wrong([[1, 'goto', [null]]])[1]).toBe('Choose the step to go to.');
  });

  test('a go-to into itself without a wait', () => {
    expect(wrong([[1, 'goto', [1]]])[1]).toContain('leads back to itself without a wait');
  });

  test('a circle whose only wait asks the record, which may be over at once', () => {
    const criteria = { wait: 'criteria', criteria: { all: [] } };
    expect(
      wrong([
        [1, 'tag.add', [2]],
        [2, 'wait', [1, null], criteria],
      ])[1],
    ).toContain('without a wait');
  });

  test('a step that nobody comes to, unless a trigger begins there or a goal is for everybody', () => {
    const steps: ShortStep[] = [
      [1, 'end', []],
      [2, 'goal', [3], { who: 'above', triggers: [] }],
      [3, 'end', []],
    ];
    expect(Object.keys(wrong(steps))).toEqual(['2', '3']);
    expect(wrong(steps, { triggers: [{ id: 9, event: 'record.created', step: 2 }] })).toEqual({});
  });

  test('a trigger that begins at a step that is gone', () => {
    expect(wrong([[1, 'end', []]], { triggers: [{ id: 9, event: 'record.created', step: 2 }] })).toEqual({
      'trigger.9': 'The step this trigger begins at no longer exists. Choose another.',
    });
  });

  test('a fork of which two ways lead back to it', () => {
    const steps = (second: number | null): ShortStep[] => [
      [1, 'fork', [2, 3]],
      [2, 'wait', [1], DAY],
      [3, 'wait', [second], DAY],
    ];
    expect(wrong(steps(1))[1]).toContain('double everybody');
    expect(wrong(steps(null))).toEqual({});
  });

  test('quiet hours that are never quiet', () => {
    const quiet: QuietHours = { from: '09:00', to: '09:00', weekdays: [], zone: 'account' };
    expect(wrong([[1, 'end', []]], { quiet }).quiet).toContain('never quiet');
    expect(wrong([[1, 'end', []]], { quiet: { ...quiet, weekdays: [7] } })).toEqual({});
  });
});
