import { describe, expect, test } from 'vitest';
import { dayOf, endOfWait, type ClockWait } from './wait.ts';

const end = (settings: ClockWait, now: string, zone = 'Europe/Berlin'): string => endOfWait(settings, new Date(now), zone).toISOString();

describe('waiting for a time', () => {
  test('hours and minutes are real time, whatever the clocks do', () => {
    expect(end({ wait: 'for', amount: 3, unit: 'hours' }, '2026-03-28T23:30:00Z')).toBe('2026-03-29T02:30:00.000Z');
    expect(end({ wait: 'for', amount: 90, unit: 'minutes' }, '2026-10-25T00:30:00Z')).toBe('2026-10-25T02:00:00.000Z');
  });

  test('a day from nine o’clock ends at nine, over the change to summer time and back', () => {
    expect(end({ wait: 'for', amount: 1, unit: 'days' }, '2026-03-28T08:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(end({ wait: 'for', amount: 1, unit: 'days' }, '2026-10-24T07:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
    expect(end({ wait: 'for', amount: 1, unit: 'weeks' }, '2026-03-06T14:00:00Z', 'America/New_York')).toBe('2026-03-13T13:00:00.000Z');
    expect(end({ wait: 'for', amount: 1, unit: 'days' }, '2026-04-04T00:00:00Z', 'Australia/Sydney')).toBe('2026-04-05T01:00:00.000Z');
  });

  test('a month from the last of January ends on the last of February', () => {
    expect(end({ wait: 'for', amount: 1, unit: 'months' }, '2026-01-31T11:00:00Z')).toBe('2026-02-28T11:00:00.000Z');
  });

  test('zero is over at once', () => {
    expect(end({ wait: 'for', amount: 0, unit: 'days' }, '2026-03-28T08:00:00Z')).toBe('2026-03-28T08:00:00.000Z');
  });
});

describe('waiting until a date', () => {
  test('the date is the account’s', () => {
    expect(end({ wait: 'until', at: '2026-12-24T09:00' }, '2026-03-01T00:00:00Z')).toBe('2026-12-24T08:00:00.000Z');
    expect(end({ wait: 'until', at: '2026-12-24T09:00' }, '2026-03-01T00:00:00Z', 'America/New_York')).toBe('2026-12-24T14:00:00.000Z');
  });

  test('a time that the change to summer time skips comes that much later', () => {
    expect(end({ wait: 'until', at: '2026-03-29T02:30' }, '2026-03-01T00:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('a time that comes twice is taken the first time', () => {
    expect(end({ wait: 'until', at: '2026-10-25T02:30' }, '2026-03-01T00:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('waiting until a weekday and time', () => {
  const tuesdayAtNine: ClockWait = { wait: 'window', weekdays: [2], from: '09:00' };
  const workingHours: ClockWait = { wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

  test('it is the next such time, a week away when it is just over', () => {
    expect(end(tuesdayAtNine, '2026-03-02T09:00:00Z')).toBe('2026-03-03T08:00:00.000Z');
    expect(end(tuesdayAtNine, '2026-03-03T08:00:00Z')).toBe('2026-03-03T08:00:00.000Z');
    expect(end(tuesdayAtNine, '2026-03-03T08:01:00Z')).toBe('2026-03-10T08:00:00.000Z');
  });

  test('who comes within the window passes at once, who comes after it waits for the next', () => {
    expect(end(workingHours, '2026-03-02T12:34:00Z')).toBe('2026-03-02T12:34:00.000Z');
    expect(end(workingHours, '2026-03-06T16:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
    expect(end(workingHours, '2026-03-07T12:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
  });

  test('the weekday is the account’s, not that of Greenwich', () => {
    expect(end({ wait: 'window', weekdays: [1], from: '00:30', to: '23:00' }, '2026-03-01T23:45:00Z')).toBe('2026-03-01T23:45:00.000Z');
    expect(end({ wait: 'window', weekdays: [1], from: '08:00' }, '2026-03-02T06:00:00Z', 'Pacific/Auckland')).toBe(
      '2026-03-08T19:00:00.000Z',
    );
  });

  test('over the change to summer time nine o’clock stays nine o’clock', () => {
    expect(end({ wait: 'window', weekdays: [7], from: '09:00' }, '2026-03-27T12:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
  });
});

test('the day is the account’s', () => {
  expect(dayOf(new Date('2026-03-01T23:30:00Z'), 'Europe/Berlin')).toBe('2026-03-02');
  expect(dayOf(new Date('2026-03-01T23:30:00Z'), 'America/New_York')).toBe('2026-03-01');
});
