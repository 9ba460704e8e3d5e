import type { FieldType } from '../../records/index.ts';
import type { Written } from '../schema.ts';

/** How many cells can only be read with the day first, only with the month first, or either way. */
export interface DateEvidence {
  day: number;
  month: number;
  either: number;
}

export function dateEvidence(cells: Iterable<string>): DateEvidence {
  const seen = { day: 0, month: 0, either: 0 };
  for (const cell of cells) noteDate(seen, cell);
  return seen;
}

/** Looks at one more cell. */
export function noteDate(seen: DateEvidence, cell: string): void {
  const [, first, second] = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)/.exec(cell) ?? [];
  if (first === undefined) return;
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b <= 12) seen.day++;
  else if (b > 12 && a <= 12) seen.month++;
  else if (a !== b && a <= 12 && b <= 12) seen.either++;
}

/** Whether somebody has to say which of the two numbers is the day. */
export const isAmbiguous = ({ day, month, either }: DateEvidence): boolean => either > 0 && (day === 0) === (month === 0);

/** How the cells of a column are written, as far as they show it: dates by a number above twelve, numbers by their last mark. */
export function writtenAs(type: FieldType, samples: readonly string[]): Written {
  if (type === 'date' || type === 'datetime') {
    const { day, month } = dateEvidence(samples);
    return day > 0 && month === 0 ? { dateOrder: 'dmy' } : month > 0 && day === 0 ? { dateOrder: 'mdy' } : {};
  }
  if (type === 'number' || type === 'price') {
    const [points, commas] = [/\d\.(\d{1,2}|\d{4,})\D*$|,\d{3}\./, /\d,(\d{1,2}|\d{4,})\D*$|\.\d{3},/].map(
      (mark) => samples.filter((cell) => mark.test(cell)).length,
    );
    return points! > 0 && commas === 0 ? { decimal: '.' } : commas! > 0 && points === 0 ? { decimal: ',' } : {};
  }
  return {};
}
