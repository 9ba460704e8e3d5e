import { describe, expect, test } from 'vitest';
import type { Offset, QuietHours } from '../schema.ts';
import { dayOf, endOfQuiet, endOfWait, momentOfDate, type ClockWait } from './wait.ts';

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

describe('waiting for a date of the record', () => {
  const moment = (value: unknown, offset: Partial<Offset>, now: string, zone = 'Europe/Berlin'): string | undefined =>
    momentOfDate(
      value,
      { fieldId: 8, amount: 0, unit: 'days', direction: 'after', yearly: false, ...offset },
      new Date(now),
      zone,
    )?.toISOString();

  test('days before and after are the calendar’s, at a time of day where one is given', () => {
    expect(moment('2026-03-30', { amount: 1, direction: 'before', at: '09:00' }, '2026-03-01T00:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(moment('2026-03-28', { amount: 1, at: '09:00' }, '2026-03-01T00:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(moment('2026-01-31', { amount: 1, unit: 'months' }, '2026-01-01T00:00:00Z')).toBe('2026-02-27T23:00:00.000Z');
  });

  test('hours before a moment are real time', () => {
    expect(moment('2026-03-29T09:00:00.000Z', { amount: 24, unit: 'hours', direction: 'before' }, '2026-03-01T00:00:00Z')).toBe(
      '2026-03-28T09:00:00.000Z',
    );
  });

  test('the zone decides where the day begins, in three zones over the change of their clocks', () => {
    const at = (zone: string, day: string) => moment(day, { at: '02:30' }, '2026-01-01T00:00:00Z', zone);
    expect(at('Europe/Berlin', '2026-03-29')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('America/New_York', '2026-03-08')).toBe('2026-03-08T07:30:00.000Z');
    expect(at('Australia/Sydney', '2026-04-05')).toBe('2026-04-04T15:30:00.000Z');
  });

  test('a birthday is the next one, today until the day is over, and on the 28th where there is no 29 February', () => {
    const birthday = (value: string, now: string, more: Partial<Offset> = {}) => moment(value, { yearly: true, ...more }, now);
    expect(birthday('1990-06-01', '2026-03-01T00:00:00Z')).toBe('2026-05-31T22:00:00.000Z');
    expect(birthday('1990-06-01', '2026-06-01T12:00:00Z')).toBe('2026-05-31T22:00:00.000Z');
    expect(birthday('1990-06-01', '2026-06-01T12:00:00Z', { at: '09:00' })).toBe('2027-06-01T07:00:00.000Z');
    expect(birthday('1990-06-01', '2026-06-02T12:00:00Z')).toBe('2027-05-31T22:00:00.000Z');
    expect(birthday('1990-06-01', '2026-03-01T00:00:00Z', { amount: 730 })).toBe('2026-05-31T22:00:00.000Z');
    expect(birthday('1990-06-01', '2026-03-01T00:00:00Z', { amount: 10_000, direction: 'before' })).toMatch(/^2027-01-1[34]T23/);
    expect(birthday('1992-02-29', '2026-01-01T00:00:00Z', { at: '12:00' })).toBe('2026-02-28T11:00:00.000Z');
    expect(birthday('1990-01-02', '2026-12-30T00:00:00Z', { amount: 7, direction: 'before' })).toBe('2027-12-25T23:00:00.000Z');
  });

  test('what is no date is none', () => {
    for (const value of [null, undefined, '', 'soon', 7]) expect(moment(value, {}, '2026-03-01T00:00:00Z')).toBeUndefined();
  });
});

describe('quiet hours', () => {
  const quiet = (more: Partial<QuietHours>, now: string, zone = 'Europe/Berlin'): string | undefined =>
    endOfQuiet({ from: '20:00', to: '08:00', weekdays: [], zone: 'account', ...more }, new Date(now), zone)?.toISOString();

  test('over midnight: from the evening to the morning, and not in between', () => {
    expect(quiet({}, '2026-03-02T20:00:00Z')).toBe('2026-03-03T07:00:00.000Z');
    expect(quiet({}, '2026-03-03T06:59:59Z')).toBe('2026-03-03T07:00:00.000Z');
    expect(quiet({}, '2026-03-03T07:00:00Z')).toBeUndefined();
    expect(quiet({}, '2026-03-03T12:00:00Z')).toBeUndefined();
  });

  test('within a day', () => {
    expect(quiet({ from: '12:00', to: '14:00' }, '2026-03-03T12:30:00Z')).toBe('2026-03-03T13:00:00.000Z');
    expect(quiet({ from: '12:00', to: '14:00' }, '2026-03-03T13:00:00Z')).toBeUndefined();
  });

  test('a quiet day joins the quiet hours before and after it', () => {
    expect(quiet({ weekdays: [6, 7] }, '2026-03-06T19:30:00Z')).toBe('2026-03-09T07:00:00.000Z');
    expect(quiet({ weekdays: [7], from: '00:00', to: '00:00' }, '2026-03-08T10:00:00Z')).toBe('2026-03-08T23:00:00.000Z');
  });

  test('in the night in which the clocks change they end at the same time of day, in three zones', () => {
    expect(quiet({}, '2026-03-28T22:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(quiet({}, '2026-11-01T05:30:00Z', 'America/New_York')).toBe('2026-11-01T13:00:00.000Z');
    expect(quiet({}, '2026-04-04T12:00:00Z', 'Australia/Sydney')).toBe('2026-04-04T22:00:00.000Z');
  });
});
