import { expect, test } from 'vitest';
import { instantOf, wallClockOf } from './zoned.ts';

test('a wall clock is read in its zone, in winter and in summer', () => {
  expect(instantOf('2026-01-15T09:00', 'Europe/Berlin')).toBe('2026-01-15T08:00:00.000Z');
  expect(instantOf('2026-07-15T09:00', 'Europe/Berlin')).toBe('2026-07-15T07:00:00.000Z');
  expect(instantOf('2026-07-15T09:00', 'Asia/Kathmandu')).toBe('2026-07-15T03:15:00.000Z');
});

test('it is read rightly just before and after the clocks change', () => {
  expect(instantOf('2026-03-29T01:59', 'Europe/Berlin')).toBe('2026-03-29T00:59:00.000Z');
  expect(instantOf('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
});

test('what is written is read back', () => {
  for (const zone of ['UTC', 'America/St_Johns', 'Pacific/Chatham', 'Europe/Berlin']) {
    expect(wallClockOf(instantOf('2026-11-21T14:05', zone), zone)).toBe('2026-11-21T14:05');
  }
});
