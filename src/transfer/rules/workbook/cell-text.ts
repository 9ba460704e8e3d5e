import type { NumberKind } from './number-format.ts';

/** How numbers of a workbook are written out. */
export interface NumberWriting {
  /** Days are counted from 1904, as old Macintosh workbooks do, and not from 1900. */
  from1904: boolean;
  /** The account's decimal mark: a file is read with it, so that 1.234 does not become a thousand. */
  decimal: '.' | ',';
}

const DAY_MS = 86_400_000;
/** Day 0 of the count from 1900, which takes 1900 for a leap year: from 1 March on it is one ahead. */
const DAY_0 = Date.UTC(1899, 11, 30);
const DAYS_1900_TO_1904 = 1_462;
const LEAP_DAY_THAT_NEVER_WAS = 60;
/** 31 December 9999, the last day spreadsheets know. */
const LAST_DAY = 2_958_466;

/** The text of a number cell by what its format makes of it; a number no day can have stays a number. */
export function numberText(stored: string, kind: NumberKind, writing: NumberWriting): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored;
  if (kind === 'number') return plainText(value, writing.decimal);
  if (kind === 'percent') return `${plainText(value * 100, writing.decimal)}%`;
  if (kind === 'elapsed') return elapsedText(value);
  const serial = value + (writing.from1904 ? DAYS_1900_TO_1904 : 0);
  if (serial < 0 || serial >= LAST_DAY) return plainText(value, writing.decimal);
  if (kind === 'time' && value < 1) return timeText(value);
  if (kind === 'date') return dayText(Math.floor(serial));
  return momentText(serial);
}

/** Fifteen digits count, as spreadsheets show them: 0.1 + 0.2 is 0.3. Never with an exponent, or telephone numbers would be lost. */
export function plainText(value: number, decimal: '.' | ','): string {
  const rounded = Number(value.toPrecision(15));
  const text = /e/.test(String(rounded)) ? withoutExponent(rounded) : String(rounded);
  return decimal === ',' ? text.replace('.', ',') : text;
}

function withoutExponent(value: number): string {
  if (Math.abs(value) >= 1) return BigInt(value).toString();
  const text = value.toFixed(20).replace(/0+$/, '');
  return text.endsWith('.') ? text.slice(0, -1) : text;
}

function dayText(serial: number): string {
  if (serial === LEAP_DAY_THAT_NEVER_WAS) return '1900-02-29';
  return new Date(DAY_0 + (serial < LEAP_DAY_THAT_NEVER_WAS ? serial + 1 : serial) * DAY_MS).toISOString().slice(0, 10);
}

/** Rounded to the second: a moment is stored as a fraction of a day, which hits no second exactly. */
function momentText(serial: number): string {
  const seconds = Math.round((serial % 1) * 86_400);
  const day = dayText(Math.floor(serial) + (seconds === 86_400 ? 1 : 0));
  return `${day} ${clockText(seconds % 86_400)}`;
}

const timeText = (value: number): string => clockText(Math.round(value * 86_400) % 86_400);

const elapsedText = (value: number): string => `${value < 0 ? '-' : ''}${clockText(Math.round(Math.abs(value) * 86_400))}`;

function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A day that stands as ISO 8601 in the cell itself, as some programs write it. */
export function isoText(stored: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?/.exec(stored) ?? [];
  if (!day) return stored;
  return time && !/^00:00(:00)?$/.test(time) ? `${day} ${time}` : day;
}

/** `_x000D_` stands for a character XML cannot hold; `_x005F_` for the underscore that begins such a word. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;
