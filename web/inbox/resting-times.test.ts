import { expect, it } from 'vitest';
import { restingTimes } from './resting-times.ts';

const times = (now: string, zone: string) => restingTimes(new Date(now), zone).map(({ time }) => time);

it('a conversation rests until eight by the clock on the wall, across a change of the clocks too', () => {
  expect(times('2026-03-28T22:30:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-03-29T06:00:00.000Z',
    '2026-03-30T06:00:00.000Z',
    '2026-04-04T06:00:00.000Z',
  ]);
  expect(times('2026-03-30T23:30:00Z', 'Europe/Berlin')[1]).toBe('2026-04-01T06:00:00.000Z');
  expect(times('2026-03-30T10:00:00Z', 'America/New_York')[2]).toBe('2026-04-06T12:00:00.000Z');
});
