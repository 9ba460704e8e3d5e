import { expect, test } from 'vitest';
import { variantOf } from './split.ts';

const taken = (weights: readonly number[], records = 20_000): number[] => {
  const counts = weights.map(() => 0);
  for (let recordId = 1; recordId <= records; recordId++) counts[variantOf({ automationId: 5, stepId: 2, recordId }, weights)]!++;
  return counts;
};

test('a record takes the same variant whenever it comes', () => {
  const of = { automationId: 5, stepId: 2, recordId: 4711 };
  expect(new Set(Array.from({ length: 5 }, () => variantOf(of, [1, 1, 1]))).size).toBe(1);
});

test('records spread over the variants by their weights, and none takes one without a weight', () => {
  const [first, none, third, last] = taken([50, 0, 30, 20]);
  expect(none).toBe(0);
  expect(first).toBeGreaterThan(9_700);
  expect(first).toBeLessThan(10_300);
  expect(third).toBeGreaterThan(5_700);
  expect(third).toBeLessThan(6_300);
  expect(last).toBeGreaterThan(3_700);
});

test('two splits on one map share records out independently of each other', () => {
  const both = Array.from({ length: 10_000 }, (_, recordId) => ({
    first: variantOf({ automationId: 5, stepId: 2, recordId }, [1, 1]),
    second: variantOf({ automationId: 5, stepId: 3, recordId }, [1, 1]),
  }));
  const alike = both.filter(({ first, second }) => first === second).length;
  expect(alike).toBeGreaterThan(4_800);
  expect(alike).toBeLessThan(5_200);
});

test('ids beyond thirty-two bits count in full', () => {
  const low = Array.from({ length: 64 }, (_, index) => variantOf({ automationId: 1, stepId: 1, recordId: index }, [1, 1]));
  const high = Array.from({ length: 64 }, (_, index) => variantOf({ automationId: 1, stepId: 1, recordId: index + 2 ** 40 }, [1, 1]));
  expect(high).not.toEqual(low);
});
