import { language, t, tFrom } from '../../app/messages/t.ts';

export interface Named {
  id: number;
  name: string;
}

/** Names that are still asked for, or that the viewer may not see: what they are missing is not known to be deleted. */
export const UNKNOWN: readonly never[] = [];

/** The name of what an id stands for; dots where nothing is chosen or known yet, and a word of its own where it has been deleted. */
export function nameIn(named: readonly Named[], id: unknown): string {
  const isOpen = named === UNKNOWN || id === undefined || id === null || id === 0 || id === '';
  return named.find((one) => one.id === id)?.name ?? (isOpen ? OPEN : t('automations.gone'));
}

/** Stands for what is not said yet. */
export const OPEN = '…';

export const textOf = (value: unknown): string => (typeof value === 'string' && value.trim() !== '' ? value : OPEN);

/** A text with what stands in it for those of whom nothing is known, in place of its merge fields. */
export const plainly = (text: string): string =>
  text.replaceAll(/\{\{[^{}]*?(?:default:\s*"([^"]*)")?\s*\}\}/g, (_, otherwise: string | undefined) => otherwise ?? OPEN);

/** "Kiel, Lübeck, or Bremen". */
export const eitherOf = (words: readonly string[]): string => new Intl.ListFormat(language.locale, { type: 'disjunction' }).format(words);

/** "Kiel, Lübeck, and Bremen". */
export const allOf = (words: readonly string[]): string => new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(words);

/** So many are named; more would hide what is said. */
const NAMED = 3;

/** "Kiel, Lübeck, or 4 more" of a long list. */
export const someOf = (words: readonly string[], joined: (words: readonly string[]) => string = eitherOf): string =>
  joined(words.length > NAMED + 1 ? [...words.slice(0, NAMED), t('criteria.say.more', { count: words.length - NAMED })] : words);

const DURATIONS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof DURATIONS)[number];

/** "3 days". */
export function durationOf({ amount, unit }: { amount: number; unit: string }): string {
  return t(`steps.duration.${DURATIONS.find((one) => one === unit) ?? 'days'}`, { amount });
}

/** "Monday" for 1. */
export function nameOfWeekday(weekday: number, width: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(language.locale, { weekday: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}

/** "Monday to Friday", "any day", or the days by name. */
export function nameOfDays(weekdays: readonly number[]): string {
  const days = [...weekdays].sort((a, b) => a - b);
  if (days.length === 0) return OPEN;
  if (days.length === 7) return t('steps.anyDay');
  return days.join() === '1,2,3,4,5' ? t('steps.workdays') : eitherOf(days.map((day) => nameOfWeekday(day)));
}

/** A time of day such as `09:00`, as the reader writes it. */
export function clockTime(time: string): string {
  if (!/^\d\d:\d\d$/.test(time)) return OPEN;
  const moment = new Date(`2024-01-01T${time}:00Z`);
  return new Intl.DateTimeFormat(language.locale, { timeStyle: 'short', timeZone: 'UTC' }).format(moment);
}

/** A local date and time such as `2026-12-24T09:00`, as the reader writes it. */
export function localMoment(at: string): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)) return OPEN;
  const moment = new Date(`${at.slice(0, 16)}:00Z`);
  return new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(moment);
}

/** 40 of 10,000 weights, as the reader writes a share. */
export const shareOf = (share: number): string =>
  new Intl.NumberFormat(language.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** What the server calls a part of an event's content, or one of its choices: `content.outcome`. */
export const nameOfContent = (label: string): string => tFrom(`content.${label.replace(/^content\./, '')}`, {}, label);
