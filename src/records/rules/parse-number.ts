import { minorDigits } from './format-value.ts';

const MOST = 1e15;
const marks = new Map<string, string>();

/** The mark between whole and fraction in a language: `.` or `,`. */
function decimalMark(locale: string): string {
  let mark = marks.get(locale);
  if (!mark) {
    mark = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
    marks.set(locale, mark);
  }
  return mark;
}

/**
 * A number as people write it: `1,234.5`, `1.234,5`, `1 234,5`, `1'234.50`, `-12`, `(12)`. Of two marks the last one is the decimal; a
 * single one is the language's decimal mark, or stands between thousands where three digits follow.
 */
export function parseNumber(text: string, locale: string): number | undefined {
  const plain = plainNumber(text, locale);
  return plain === undefined ? undefined : Number(plain);
}

/** An amount with or without the currency's sign, in minor units; `too_fine` when it has more decimals than the currency. */
export function parsePrice(text: string, locale: string, currency: string): number | 'too_fine' | undefined {
  const bare = text.replace(/\p{Sc}/gu, '').replace(new RegExp(`^\\s*${currency}\\b|\\b${currency}\\s*$`, 'i'), '');
  const plain = plainNumber(bare, locale);
  if (plain === undefined) return undefined;
  const digits = minorDigits(currency);
  const [whole = '', fraction = ''] = plain.split('.');
  if (fraction.replace(/0+$/, '').length > digits) return 'too_fine';
  const minor = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor + 0 : undefined;
}

/** The number in the form `-1234.5`, which every program reads alike. */
function plainNumber(text: string, locale: string): string | undefined {
  const compact = text.replace(/[\s\u00a0\u202f'’_]/g, '').replace(/^\u2212/, '-');
  const bracketed = /^\((.+)\)$/.exec(compact);
  const [, sign = '', digits = ''] = /^([+-]?)([\d.,]+)$/.exec(bracketed?.[1] ?? compact) ?? [];
  const plain = withPoint(digits, decimalMark(locale));
  if (plain === undefined || !/^(\d+(\.\d*)?|\.\d+)$/.test(plain) || Math.abs(Number(plain)) > MOST) return undefined;
  return `${(sign === '-') !== Boolean(bracketed) && Number(plain) !== 0 ? '-' : ''}${plain}`;
}

function withPoint(digits: string, mark: string): string | undefined {
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots + commas === 0) return digits;
  if (dots > 0 && commas > 0) {
    const decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    return grouped(digits, decimal === '.' ? ',' : '.', decimal);
  }
  const only = dots > 0 ? '.' : ',';
  if (dots + commas > 1) return grouped(digits, only, undefined);
  if (only !== mark && /^\d{1,3}[.,]\d{3}$/.test(digits)) return digits.replace(only, '');
  return digits.replace(only, '.');
}

/** Takes the marks between thousands out, if they stand where they belong. */
function grouped(digits: string, group: string, decimal: string | undefined): string | undefined {
  const [whole = '', ...fraction] = decimal === undefined ? [digits] : digits.split(decimal);
  if (fraction.length > 1 || fraction[0]?.includes(group)) return undefined;
  const parts = whole.split(group);
  const inPlace = /^\d{1,3}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{2,3}$/.test(part)) && parts.at(-1)?.length === 3;
  return inPlace ? `${parts.join('')}${fraction.length > 0 ? `.${fraction[0]}` : ''}` : undefined;
}
