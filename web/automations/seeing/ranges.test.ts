import { expect, it } from 'vitest';
import { daysOf } from './ranges.ts';

const at = (now: string, timeZone: string) => ({ now: new Date(now), timeZone });

it('days are counted by the clock on the wall of the account, today among them', () => {
  expect(daysOf('today', at('2026-03-02T23:30:00Z', 'Europe/Berlin'))).toEqual({ from: '2026-03-03', to: '2026-03-03' });
  expect(daysOf('week', at('2026-03-02T12:00:00Z', 'UTC'))).toEqual({ from: '2026-02-24', to: '2026-03-02' });
  expect(daysOf('ever', at('2026-03-02T12:00:00Z', 'UTC'))).toEqual({});
});

it('chosen days may be open at either end, and what is no day is left out', () => {
  expect(daysOf('2026-01-01..2026-01-31', at('2026-03-02T12:00:00Z', 'UTC'))).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  expect(daysOf('2026-01-01..', at('2026-03-02T12:00:00Z', 'UTC'))).toEqual({ from: '2026-01-01' });
  expect(daysOf('x..y', at('2026-03-02T12:00:00Z', 'UTC'))).toEqual({});
});
