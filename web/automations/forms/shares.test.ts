import { expect, test } from 'vitest';
import { evenly, percentagesOf, withPercentage } from './shares.ts';

test('weights are shown as percent', () => {
  expect(percentagesOf([1, 1])).toEqual([50, 50]);
  expect(percentagesOf([2, 1])).toEqual([66.7, 33.3]);
  expect(percentagesOf(evenly(3))).toEqual([33.3, 33.3, 33.3]);
  expect(percentagesOf([0, 0])).toEqual([0, 0]);
});

test('when one gets another share the others share the rest as before, and all come to a hundred', () => {
  expect(withPercentage([1, 1], 0, 90)).toEqual([900, 100]);
  expect(withPercentage([500, 300, 200], 0, 60)).toEqual([600, 240, 160]);
  expect(withPercentage([1, 1, 1, 1], 3, 0)).toEqual([334, 333, 333, 0]);
  expect(withPercentage([100, 0, 0], 0, 50)).toEqual([500, 250, 250]);
  expect(withPercentage([1, 1], 1, 170)).toEqual([0, 1000]);
});

test('whatever is typed, the shares come to a thousand tenths', () => {
  for (let percent = 0; percent <= 100; percent += 0.7)
    for (const weights of [
      [1, 1],
      [7, 11, 13],
      [1, 2, 3, 4, 5],
    ])
      expect(withPercentage(weights, 1, percent).reduce((sum, part) => sum + part, 0)).toBe(1000);
});
