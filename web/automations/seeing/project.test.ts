import { describe, expect, it } from 'vitest';
import { type AutomationMap, EMPTY_MAP, type Step } from '../../../src/automations/schema.ts';
import { luckFrom, pick } from '../../../test/random-input.ts';
import { assumptionsOf, project, wayOf } from './project.ts';

const step = (id: number, kind: string, next: (number | null)[], settings: Step['settings'] = {}): Step => ({ id, kind, settings, next });
const mapOf = (...steps: Step[]): AutomationMap => ({ ...EMPTY_MAP, steps, start: steps[0]?.id ?? null });
const ONE_BRANCH = { branches: [{ name: '', criteria: {} }] };
const counted = (arrived: number, ...exits: number[]) => ({ arrived, exits });

const question = mapOf(step(1, 'condition', [2, 3], ONE_BRANCH), step(2, 'tag.add', [4]), step(3, 'tag.add', [4]), step(4, 'end', []));
const real = new Map([
  [1, counted(100, 30, 70)],
  [2, counted(30, 30)],
  [3, counted(70, 70)],
  [4, counted(100)],
]);

describe('a projection', () => {
  it('of what really happened is what really happened', () => {
    const { came, left } = project(question, assumptionsOf(question, 100, real));
    expect([...came]).toEqual([
      [1, 100],
      [2, 30],
      [3, 70],
      [4, 100],
    ]);
    expect(left.get('1.1')).toBeCloseTo(70);
  });

  it('more people who enter are more everywhere below', () => {
    const { came } = project(question, assumptionsOf(question, 100, real), { entering: 250, shares: new Map(), coming: new Map() });
    expect(came.get(2)).toBeCloseTo(75);
    expect(came.get(4)).toBeCloseTo(250);
  });

  it('a share that is changed takes from the others in their proportion', () => {
    const three = mapOf(
      step(1, 'split', [2, 3, 4], { variants: [{ weight: 1 }, { weight: 1 }, { weight: 1 }] }),
      step(2, 'end', []),
      step(3, 'end', []),
      step(4, 'end', []),
    );
    const counts = new Map([[1, counted(100, 50, 40, 10)]]);
    const { came, shares } = project(three, assumptionsOf(three, 100, counts), {
      shares: new Map([[wayOf(1, 0), 0.75]]),
      coming: new Map(),
    });
    expect(came.get(2)).toBeCloseTo(75);
    expect(came.get(3)).toBeCloseTo(20);
    expect(came.get(4)).toBeCloseTo(5);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  it('a number that is changed stands for itself, and what lies behind follows', () => {
    const { came } = project(question, assumptionsOf(question, 100, real), { shares: new Map(), coming: new Map([[2, 5]]) });
    expect(came.get(2)).toBe(5);
    expect(came.get(3)).toBeCloseTo(70);
    expect(came.get(4)).toBeCloseTo(75);
  });

  it('goes round circles as often as people would, and comes to an end even where nobody ever leaves', () => {
    const circle = mapOf(step(1, 'wait', [2]), step(2, 'condition', [1, 3], ONE_BRANCH), step(3, 'end', []));
    const counts = new Map([[2, counted(200, 100, 100)]]);
    const { came } = project(circle, assumptionsOf(circle, 100, counts));
    expect(came.get(1)).toBeCloseTo(200, 4);
    expect(came.get(3)).toBeCloseTo(100, 4);
    const endless = project(circle, assumptionsOf(circle, 100, new Map([[2, counted(100, 100, 0)]])));
    expect(endless.came.get(3) ?? 0).toBe(0);
    expect(Number.isFinite(endless.came.get(1))).toBe(true);
  });

  it('a fork sends everybody down each way; a goal is also reached from elsewhere', () => {
    const fork = mapOf(step(1, 'fork', [2, 3], { ways: 2 }), step(2, 'goal', [3]), step(3, 'end', []));
    const counts = new Map([
      [1, counted(100, 100, 100)],
      [2, counted(140, 140)],
    ]);
    const { came } = project(fork, assumptionsOf(fork, 100, counts));
    expect(came.get(2)).toBeCloseTo(140);
    expect(came.get(3)).toBeCloseTo(240);
  });

  it('a map nobody has been on yet takes its weights, and equal shares where it has none', () => {
    const split = mapOf(
      step(1, 'split', [2, 3], { variants: [{ weight: 3 }, { weight: 1 }] }),
      step(2, 'condition', [null, null], ONE_BRANCH),
      step(3, 'end', []),
    );
    const { left } = project(split, assumptionsOf(split, 1000, new Map()));
    expect(left.get('1.0')).toBeCloseTo(750);
    expect(left.get('2.0')).toBeCloseTo(375);
  });

  it('nobody is made or lost on random maps without forks (seed 7)', () => {
    const luck = luckFrom(7);
    for (let map = 0; map < 40; map++) {
      const size = 3 + Math.floor(luck() * 12);
      const steps = Array.from({ length: size }, (_, index) => {
        const below = (): number | null =>
          index + 1 >= size || luck() < 0.15 ? null : index + 2 + Math.floor(luck() * (size - index - 1));
        const kind = pick(luck, ['tag.add', 'condition']);
        return step(index + 1, kind, kind === 'condition' ? [below(), below()] : [below()], kind === 'condition' ? ONE_BRANCH : {});
      });
      const random = mapOf(...steps);
      const counts = new Map(steps.map(({ id, next }) => [id, counted(10, ...next.map(() => Math.floor(luck() * 10)))]));
      const { left } = project(random, assumptionsOf(random, 1000, counts));
      const ended = steps.flatMap(({ id, next }) => next.map((to, exit) => (to === null ? (left.get(wayOf(id, exit)) ?? 0) : 0)));
      expect(ended.reduce((sum, people) => sum + people, 0)).toBeCloseTo(1000, 3);
    }
  });
});
