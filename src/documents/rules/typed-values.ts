/** A value that reads as `$shown` and can be shown in other ways: stored with letters as plain JSON. */
export type TypedValue =
  | { $is: 'date' | 'datetime'; $value: string; $shown: string }
  | { $is: 'money'; $value: number; $currency: string; $shown: string }
  /** A record that a field points to, with its own fields beside its name. */
  | ({ $is: 'record'; $shown: string } & { [name: string]: PlainValue | TypedValue | undefined });

export type PlainValue = string | number | boolean | null;
export type MergeValue = PlainValue | TypedValue;

const isTyped = (value: unknown): value is TypedValue => typeof value === 'object' && value !== null && '$is' in value;

/** A value as a text has it. */
export const shownOf = (value: unknown): unknown => (isTyped(value) ? value.$shown : value);

/** In whose language, currency and time zone values are written. */
export interface WrittenIn {
  locale: string;
  timeZone: string;
  currency: string;
}

const DATES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  day: { day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
  weekday: { weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  moment: { dateStyle: 'long', timeStyle: 'short' },
};

/** The ways in which a date can be written: `{{ contact.birthday | date: "day" }}`. */
export const DATE_FORMATS: readonly string[] = Object.keys(DATES);

const written = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
const MOST_WRITTEN = 500;

function kept<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => Format): Format {
  const known = written.get(key) as Format | undefined;
  if (known) return known;
  if (written.size >= MOST_WRITTEN) written.clear();
  const made = make();
  written.set(key, made);
  return made;
}

/** A date in one of the ways; what is none stays as it is. */
export function writtenDate(value: unknown, format: string, { locale, timeZone }: WrittenIn): unknown {
  const moment = momentOf(value);
  if (!moment) return shownOf(value);
  // A day is the same day everywhere.
  const zone = moment.isDay ? 'UTC' : timeZone;
  const style = DATES[format] ?? DATES.medium!;
  return kept(`${locale} ${zone} ${format}`, () => new Intl.DateTimeFormat(locale, { ...style, timeZone: zone })).format(moment.at);
}

interface Moment {
  at: Date;
  isDay: boolean;
}

function momentOf(value: unknown): Moment | undefined {
  const text = isTyped(value) ? (value.$is === 'date' || value.$is === 'datetime' ? value.$value : undefined) : value;
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}(?:$|T)/.test(text)) return undefined;
  const isDay = text.length === 10;
  const at = new Date(isDay ? `${text}T00:00:00Z` : text);
  return Number.isNaN(at.getTime()) ? undefined : { at, isDay };
}

const MOST_DAYS = 36_500;

/** So many days later, or earlier; what is no date stays as it is. */
export function daysLater(value: unknown, days: unknown, context: WrittenIn): unknown {
  const moment = momentOf(value);
  const count = Math.trunc(Number(days));
  if (!moment || !Number.isFinite(count) || Math.abs(count) > MOST_DAYS) return value;
  const at = new Date(moment.at.getTime() + count * 86_400_000).toISOString();
  return dateValue(moment.isDay ? 'date' : 'datetime', moment.isDay ? at.slice(0, 10) : at, context);
}

function dateValue(type: 'date' | 'datetime', value: string, context: WrittenIn): TypedValue {
  return { $is: type, $value: value, $shown: String(writtenDate(value, type === 'date' ? 'medium' : 'moment', context)) };
}

/** A number as it is written in a language, with so many digits behind its point; what is none stays as it is. */
export function writtenNumber(value: unknown, digits: unknown, { locale }: WrittenIn): unknown {
  const number = numberOf(value);
  if (number === undefined) return shownOf(value);
  const count = digits === undefined ? undefined : Math.min(10, Math.max(0, Math.trunc(Number(digits)) || 0));
  const options = count === undefined ? { maximumFractionDigits: 10 } : { minimumFractionDigits: count, maximumFractionDigits: count };
  return kept(`${locale} number ${count}`, () => new Intl.NumberFormat(locale, options)).format(number);
}

/** An amount with its currency: of a price its own, of a number the account's or the one that is named. */
export function writtenMoney(value: unknown, currency: unknown, context: WrittenIn): unknown {
  const amount = numberOf(value);
  if (amount === undefined) return shownOf(value);
  const own = isTyped(value) && value.$is === 'money' ? value.$currency : context.currency;
  const code = typeof currency === 'string' && /^[A-Z]{3}$/i.test(currency) ? currency.toUpperCase() : own;
  return kept(`${context.locale} ${code}`, () => new Intl.NumberFormat(context.locale, { style: 'currency', currency: code })).format(
    amount,
  );
}

/** A number to reckon with: of a price its whole units, with what is left behind the point. */
export function numberOf(value: unknown): number | undefined {
  if (isTyped(value)) return value.$is === 'money' ? value.$value : undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** The day of a moment where somebody writes, as a date. */
export const dayValue = (moment: Date, context: WrittenIn): TypedValue =>
  dateValue(
    'date',
    kept(`day ${context.timeZone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone: context.timeZone })).format(moment),
    context,
  );
