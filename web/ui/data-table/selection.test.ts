import { expect, test } from 'vitest';
import { countSelected, everything, isEmpty, isSelected, nothing, withRows } from './selection.ts';

test('rows are added to and taken from a selection of some', () => {
  const some = withRows(nothing, [1, 2, 3], true);
  expect(isSelected(some, 2)).toBe(true);
  expect(isSelected(withRows(some, [2], false), 2)).toBe(false);
  expect(countSelected(some, 48_210)).toBe(3);
});

test('a row taken from a selection of all is an exception, also for rows never loaded', () => {
  const allBut = withRows(everything, [7], false);
  expect(isSelected(allBut, 7)).toBe(false);
  expect(isSelected(allBut, 1_000_000)).toBe(true);
  expect(countSelected(allBut, 48_210)).toBe(48_209);
  expect(countSelected(withRows(allBut, [7], true), 48_210)).toBe(48_210);
});

test('the size of all is unknown while the total is', () => {
  expect(countSelected(everything, null)).toBeNull();
  expect(isEmpty(everything, null)).toBe(false);
  expect(isEmpty(nothing, null)).toBe(true);
});
