import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isNamedDay, NAMED_DAYS, namedDay } from './named-days.ts';
import { isRelative } from './operators.ts';

test('days that move with the calendar are told from today, ends of months and years included', () => {
  const on = (today: string): string[] => NAMED_DAYS.map((day) => String(namedDay(day, Temporal.PlainDate.from(today))));
  // A Tuesday, and the last day of a month that is longer than the one before it.
  expect(Object.fromEntries(NAMED_DAYS.map((day, place) => [day, on('2026-03-31')[place]]))).toEqual({
    today: '2026-03-31',
    yesterday: '2026-03-30',
    tomorrow: '2026-04-01',
    last_sunday: '2026-03-29',
    sunday_before_last: '2026-03-22',
    first_of_this_month: '2026-03-01',
    first_of_last_month: '2026-02-01',
    first_of_next_month: '2026-04-01',
    this_day_last_month: '2026-02-28',
    this_day_next_month: '2026-04-30',
    first_of_this_year: '2026-01-01',
    first_of_next_year: '2027-01-01',
    this_day_last_year: '2025-03-31',
    this_day_next_year: '2027-03-31',
  });
  expect(String(namedDay('last_sunday', Temporal.PlainDate.from('2026-03-29')))).toBe('2026-03-22');
  expect(String(namedDay('this_day_last_year', Temporal.PlainDate.from('2028-02-29')))).toBe('2027-02-28');
  expect(String(namedDay('7_days_ago', Temporal.PlainDate.from('2026-03-03')))).toBe('2026-02-24');
});

test('only names of days are days that move; what asks about one is asked again as time passes', () => {
  expect(['today', '1_days_ago', '36500_days_ahead'].every(isNamedDay)).toBe(true);
  expect(['0_days_ago', '36501_days_ago', '7_days', 'constructor', '2026-03-31', 7, undefined].some(isNamedDay)).toBe(false);
  expect([isRelative('before', ['7_days_ago']), isRelative('before', ['2026-03-31']), isRelative('today')]).toEqual([true, false, true]);
});
