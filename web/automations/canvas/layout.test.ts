import { describe, expect, test } from 'vitest';
import { EMPTY_MAP, type AutomationMap, type Step } from '../../../src/automations/schema.ts';
import { changed, dice } from '../chance-edits.ts';
import { idOfStep, layoutMap, type Layout, type Placed, type Point } from './layout.ts';

const MAPS = 150;
const CHANGES = 60;

const step = (id: number, kind: string, next: (number | null)[]): Step => ({ id, kind, settings: {}, next });
const mapOf = (steps: Step[], more: Partial<AutomationMap> = {}): AutomationMap => ({
  ...EMPTY_MAP,
  start: 1,
  lastId: 100,
  steps,
  ...more,
});
const at = (layout: Layout, id: number): Placed => layout.placed.find((one) => one.id === idOfStep(id))!;
const axis = (one: Placed): number => one.x + one.width / 2;

describe('a map is laid out', () => {
  test('in a straight line where nothing parts', () => {
    const layout = layoutMap(mapOf([step(1, 'a', [2]), step(2, 'b', [3]), step(3, 'end', [])]));
    expect([1, 2, 3].map((id) => axis(at(layout, id)))).toEqual([0, 0, 0]);
  });

  test('with yes on the left, no on the right, and what they meet at below both', () => {
    const layout = layoutMap(mapOf([step(1, 'condition', [2, 3]), step(2, 'a', [4]), step(3, 'b', [4]), step(4, 'c', [null])]));
    expect(axis(at(layout, 2))).toBeLessThan(0);
    expect(axis(at(layout, 3))).toBe(-axis(at(layout, 2)));
    expect(axis(at(layout, 4))).toBe(0);
    expect(at(layout, 4).y).toBeGreaterThan(at(layout, 3).y);
  });

  test('with circles told at their end instead of drawn back', () => {
    const layout = layoutMap(mapOf([step(1, 'a', [2]), step(2, 'wait', [1])]));
    expect(layout.placed.find(({ kind }) => kind === 'leads')).toMatchObject({ stepId: 1, place: { at: 'exit', stepId: 2, exit: 0 } });
  });

  test('with a trigger of its own above the step it leads to', () => {
    const map = mapOf([step(1, 'a', [3]), step(2, 'b', [3]), step(3, 'c', [null])], {
      triggers: [
        { id: 10, event: 'tag.added' },
        { id: 11, event: 'tag.added', step: 2 },
      ],
    });
    const layout = layoutMap(map);
    const trigger = layout.placed.find(({ id }) => id === 'trigger-11')!;
    expect(axis(trigger)).toBe(axis(at(layout, 2)));
    expect(axis(at(layout, 2))).toBeGreaterThan(axis(at(layout, 1)));
  });
});

function expectNothingInTheWay({ placed, ways }: Layout): void {
  const isIn = ({ x, y, width, height }: Placed, from: Point, to: Point): boolean =>
    Math.max(from.x, to.x) > x + 1 &&
    Math.min(from.x, to.x) < x + width - 1 &&
    Math.max(from.y, to.y) > y + 1 &&
    Math.min(from.y, to.y) < y + height - 1;
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) {
      const meets = isIn(one, other, { x: other.x + other.width, y: other.y + other.height });
      if (meets) throw new Error(`${one.id} lies on ${other.id}`);
    }
  }
  for (const way of ways) {
    for (const [index, from] of way.points.slice(0, -1).entries()) {
      const hit = placed.find((one) => one.id !== way.from && one.id !== way.to && isIn(one, from, way.points[index + 1]!));
      if (hit) throw new Error(`${way.id} passes through ${hit.id}`);
    }
  }
}

test('whatever the map, each step stands once, nothing lies on anything else, and branches keep their order', () => {
  const seed = Number(process.env.SEED ?? 20_261_122);
  for (let number = 0; number < MAPS; number++) {
    const roll = dice(seed + number);
    let map = EMPTY_MAP;
    for (let change = 0; change < CHANGES; change++) map = changed(map, roll);
    const layout = layoutMap(map);
    try {
      expect(layout.placed.filter(({ id }) => id.startsWith('step-'))).toHaveLength(map.steps.length);
      expectNothingInTheWay(layout);
      for (const { id, next } of map.steps.filter(({ kind }) => kind !== 'goto')) {
        const ways = layout.ways.filter((way) => way.stepId === id && way.from === idOfStep(id));
        expect(ways).toHaveLength(next.length);
        const across = ways.map(({ label, points }) => label?.x ?? points[0]!.x);
        expect(across).toEqual(across.toSorted((one, other) => one - other));
      }
    } catch (error) {
      throw new Error(`With SEED=${seed + number}: ${(error as Error).message}`, { cause: error });
    }
  }
});

test('five hundred steps are laid out in an instant', () => {
  const steps = Array.from({ length: 500 }, (_, index) =>
    step(
      index + 1,
      index % 7 === 3 ? 'condition' : 'a',
      index % 7 === 3 ? [index + 2, Math.min(index + 4, 500)] : [index < 499 ? index + 2 : null],
    ),
  );
  layoutMap(mapOf(steps));
  const begun = performance.now();
  const layout = layoutMap(mapOf(steps));
  expect(performance.now() - begun).toBeLessThan(150);
  expect(layout.placed.length).toBeGreaterThan(500);
});
