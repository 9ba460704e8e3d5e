import { Temporal } from 'temporal-polyfill';

export type DateOrder = 'mdy' | 'dmy' | 'ymd';

interface Reading {
  locale: string;
  timeZone: string;
  dateOrder?: DateOrder;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const orders = new Map<string, DateOrder>();

/** In which order a language writes day, month and year. */
export function dateOrderOf(locale: string): DateOrder {
  let order = orders.get(locale);
  if (!order) {
    const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).filter(({ type }) => /^(day|month|year)$/.test(type));
    const letters = parts.map(({ type }) => type[0]).join('');
    order = letters === 'dmy' || letters === 'ymd' ? letters : 'mdy';
    orders.set(locale, order);
  }
  return order;
}

/** A calendar day as `2026-03-31`, from ISO 8601, day, month and year in the language's order, or with the month's English name. */
export function parseDate(text: string, reading: Reading): string | undefined {
  const day = text.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1');
  return numericDate(day, reading) ?? namedDate(day);
}

/** A moment in ISO 8601, UTC, with milliseconds; without an offset it is read in the account's time zone, without a time as midnight. */
export function parseMoment(text: string, reading: Reading): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text)) return instantOf(text);
  const [, day = '', hour, minute = '00', second = '00', half] =
    /^(.+?)(?:[T ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?)?$/i.exec(text) ?? [];
  const date = parseDate(day, reading);
  const hours = hoursOf(hour, half);
  if (date === undefined || hours === undefined || Number(minute) > 59 || Number(second) > 59) return undefined;
  return Temporal.PlainDateTime.from(`${date}T${String(hours).padStart(2, '0')}:${minute}:${second}`)
    .toZonedDateTime(reading.timeZone)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

function instantOf(text: string): string | undefined {
  try {
    return Temporal.Instant.from(text.toUpperCase().replace(' ', 'T').replace(/\s/, '')).toString({ smallestUnit: 'millisecond' });
  } catch {
    return undefined;
  }
}

function hoursOf(hour: string | undefined, half: string | undefined): number | undefined {
  const hours = Number(hour ?? 0);
  if (half === undefined) return hours <= 23 ? hours : undefined;
  if (hours < 1 || hours > 12) return undefined;
  return (hours % 12) + (/^p/i.test(half) ? 12 : 0);
}

function numericDate(text: string, reading: Reading): string | undefined {
  const [, a = '', b = '', c = ''] = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\.?$/.exec(text.replace(/\s/g, '')) ?? [];
  if (!a) return undefined;
  if (a.length === 4) return dayOf(a, b, c);
  if (c.length !== 4 && c.length !== 2) return undefined;
  const order = reading.dateOrder ?? dateOrderOf(reading.locale);
  const year = c.length === 2 ? centuryOf(c) : c;
  return order === 'mdy' && Number(a) <= 12 ? dayOf(year, a, b) : (dayOf(year, b, a) ?? dayOf(year, a, b));
}

/** Two digits of a year: up to 49 of this century, from 50 of the last, whatever the day is on which they are read. */
const centuryOf = (year: string): string => (Number(year) < 50 ? `20${year}` : `19${year}`);

function namedDate(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/[\s,.-]+/)
    .filter(Boolean);
  if (words.length !== 3) return undefined;
  const month = words.findIndex((word) => /^[a-z]{3,9}$/.test(word));
  const number = MONTHS.indexOf(words[month]?.slice(0, 3) ?? '') + 1;
  const [first = '', second = ''] = words.filter((_, index) => index !== month);
  if (number === 0) return undefined;
  return first.length === 4
    ? dayOf(first, String(number), second)
    : /^\d{4}$/.test(second)
      ? dayOf(second, String(number), first)
      : undefined;
}

function dayOf(year: string, month: string, day: string): string | undefined {
  try {
    const date = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' });
    return date.year >= 1000 ? date.toString() : undefined;
  } catch {
    return undefined;
  }
}
