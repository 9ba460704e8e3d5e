import { language } from '../app/messages/t.ts';

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat(language.locale, { numeric: 'auto', style: 'long' });
const formats = new Map<string, Intl.DateTimeFormat>();

/** "3 hours ago", "tomorrow", counted from `now`. */
export function formatRelative(time: string | Date, now: Date): string {
  const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(0, 'second');
}

/** "21 Nov 2026, 14:05 CET": the moment in `timeZone`, with the zone named. */
export function formatExact(time: string | Date, timeZone?: string): string {
  return format('exact', {
    dateStyle: undefined,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(time));
}

/** "21 November 2026" in `timeZone`. */
export function formatDay(time: string | Date, timeZone?: string): string {
  return format('day', { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(new Date(time));
}

/** "21 Nov" of a day written `2026-11-21`. */
export const formatShortDay = (day: string): string =>
  format('short day', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${options.timeZone ?? ''}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language.locale, { ...options, hourCycle: 'h23' })));
  return made;
}
