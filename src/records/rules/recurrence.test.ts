import { describe, expect, it } from 'vitest';
import { nextOccurrence, recurrenceFrom } from './recurrence.ts';
import { recurrenceInput } from './task-shapes.ts';
import { dueTime, reminderTimes } from './task-times.ts';

const series = (input: object, first: string, zone: string, count: number): string[] => {
  const recurrence = recurrenceFrom(recurrenceInput.parse(input), new Date(first), zone);
  const times: string[] = [];
  for (let at: Date | null = new Date(first); at !== null && times.length < count; at = nextOccurrence(recurrence, at, zone))
    times.push(at.toISOString());
  return times;
};

describe('a recurring task', () => {
  it('stays at nine o’clock over the change to summer time, in three zones', () => {
    expect(series({ every: 'day' }, '2026-03-28T08:00:00Z', 'Europe/Berlin', 3)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
    expect(series({ every: 'day' }, '2026-03-07T14:00:00Z', 'America/New_York', 3)).toEqual([
      '2026-03-07T14:00:00.000Z',
      '2026-03-08T13:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
    ]);
    expect(series({ every: 'day' }, '2026-04-03T22:00:00Z', 'Australia/Sydney', 3)).toEqual([
      '2026-04-03T22:00:00.000Z',
      '2026-04-04T23:00:00.000Z',
      '2026-04-05T23:00:00.000Z',
    ]);
  });

  it('takes a time the change skips that much later, and the time after as it was', () => {
    expect(series({ every: 'day' }, '2026-03-28T01:30:00Z', 'Europe/Berlin', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('comes once in the night that has an hour twice', () => {
    expect(series({ every: 'day' }, '2026-10-24T00:30:00Z', 'Europe/Berlin', 3)).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('comes on every weekday, every other week, and on the last day of short months', () => {
    const days = (input: object, first: string, count: number): string[] =>
      series(input, first, 'UTC', count).map((time) => time.slice(5, 10));
    expect(days({ every: 'week', weekdays: [1, 2, 3, 4, 5] }, '2026-03-05T09:00:00Z', 4)).toEqual(['03-05', '03-06', '03-09', '03-10']);
    expect(days({ every: 'week', interval: 2, weekdays: [1] }, '2026-03-02T09:00:00Z', 3)).toEqual(['03-02', '03-16', '03-30']);
    expect(days({ every: 'month', monthDay: 31 }, '2026-01-31T09:00:00Z', 4)).toEqual(['01-31', '02-28', '03-31', '04-30']);
    expect(series({ every: 'year' }, '2024-02-29T09:00:00Z', 'UTC', 3).map((time) => time.slice(0, 10))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
    ]);
  });

  it('ends with its last day', () => {
    expect(series({ every: 'day', until: '2026-03-03' }, '2026-03-02T09:00:00Z', 'UTC', 9)).toHaveLength(2);
  });
});

describe('a task', () => {
  it('is due so many hours, days or business days from now', () => {
    const due = (amount: number, unit: 'hours' | 'days' | 'business_days', now = '2026-03-27T16:00:00Z'): string =>
      dueTime({ amount, unit }, new Date(now), 'Europe/Berlin').toISOString();
    expect([due(3, 'hours'), due(3, 'days'), due(1, 'business_days'), due(5, 'business_days')]).toEqual([
      '2026-03-27T19:00:00.000Z',
      '2026-03-30T15:00:00.000Z',
      '2026-03-30T15:00:00.000Z',
      '2026-04-03T15:00:00.000Z',
    ]);
    expect([due(0, 'business_days', '2026-03-28T12:00:00Z'), due(1, 'business_days', '2026-03-28T12:00:00Z')]).toEqual([
      '2026-03-30T11:00:00.000Z',
      '2026-03-30T11:00:00.000Z',
    ]);
  });

  it('reminds at the same time of day before it, and never of what is past', () => {
    const reminders = [
      { amount: 1, unit: 'days' as const },
      { amount: 30, unit: 'minutes' as const },
      { amount: 2, unit: 'days' as const },
    ];
    const times = reminderTimes(reminders, new Date('2026-03-29T16:00:00Z'), {
      now: new Date('2026-03-28T00:00:00Z'),
      timeZone: 'Europe/Berlin',
    });
    expect(times.map((time) => time.toISOString())).toEqual(['2026-03-28T17:00:00.000Z', '2026-03-29T15:30:00.000Z']);
  });
});
