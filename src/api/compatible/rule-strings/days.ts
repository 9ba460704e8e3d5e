import { daysFromToday } from '../../../criteria/index.ts';
import { timeOfWire } from '../rules/wire-values.ts';
import { Unmeant, wordFor } from './terms.ts';

/** What calls name days by that move with the calendar, and what criteria do. */
const DAYS: Readonly<Record<string, string>> = {
  TODAY: 'today',
  YESTERDAY: 'yesterday',
  TOMORROW: 'tomorrow',
  LSUNDAY: 'last_sunday',
  L2SUNDAY: 'sunday_before_last',
  FDTMONTH: 'first_of_this_month',
  FDLMONTH: 'first_of_last_month',
  FDNMONTH: 'first_of_next_month',
  TDLMONTH: 'this_day_last_month',
  TDNMONTH: 'this_day_next_month',
  FDTYEAR: 'first_of_this_year',
  FDNYEAR: 'first_of_next_year',
  TDLYEAR: 'this_day_last_year',
  TDNYEAR: 'this_day_next_year',
};
const AGO = /^S(\d{1,5})DAYS$/;
const AHEAD = /^(\d{1,5})DFNOW$/;

/** A day as criteria read it: one that moves with the calendar, a date, or a time in seconds since 1970. */
export function dayOf(text: string): string {
  const word = text.trim();
  const moving = movingDay(word.toUpperCase());
  if (moving !== undefined) return moving;
  const time = /^-?\d{5,}$/.test(word) ? timeOfWire(word) : undefined;
  if (time) return time.toISOString();
  if (/^\d{4}-\d{2}-\d{2}/.test(word)) return word;
  throw new Unmeant(
    `“${word.slice(0, 40)}” is no day. Give a date like 2026-03-31, seconds since 1970, or a word such as TODAY, S7DAYS or 30DFNOW.`,
  );
}

function movingDay(word: string): string | undefined {
  if (Object.hasOwn(DAYS, word)) return DAYS[word];
  const [, ago] = AGO.exec(word) ?? [];
  const [, ahead] = AHEAD.exec(word) ?? [];
  const day = ago === undefined ? `${Number(ahead)}_days_ahead` : `${Number(ago)}_days_ago`;
  return daysFromToday(day) === undefined ? undefined : day;
}

/** What calls write a day of criteria as. */
export function wordOfDay(day: string): string {
  const days = daysFromToday(day);
  if (days !== undefined) return days < 0 ? `S${-days}DAYS` : `${days}DFNOW`;
  return wordFor(DAYS, day) ?? day;
}

/** So many days from today, of words that mean nothing else; undefined for all others. */
export function daysFromNow(word: string): number | undefined {
  const day = movingDay(word.trim().toUpperCase());
  if (day === undefined) return undefined;
  return { today: 0, yesterday: -1, tomorrow: 1 }[day] ?? daysFromToday(day);
}

/** The word for so many days from today. */
export const wordOfDistance = (days: number): string =>
  ({ '0': 'TODAY', '-1': 'YESTERDAY', '1': 'TOMORROW' })[String(days)] ?? wordOfDay(days < 0 ? `${-days}_days_ago` : `${days}_days_ahead`);
