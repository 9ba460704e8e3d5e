import type { RelationTarget } from '../schema.ts';

/**
 * The values of a cell that has several, each once: between `separator`, without the spaces around; one with a separator in it stands in
 * quotes, as `cellOf` writes it.
 */
export function valuesIn(cell: string, separator: RelationTarget['separator']): string[] {
  const values = new Set<string>();
  for (const [, quoted, plain] of cell.matchAll(PATTERNS[separator])) {
    const value = (quoted?.replaceAll('""', '"') ?? plain ?? '').trim();
    if (value !== '') values.add(value);
  }
  return [...values];
}

/** Several values as one cell, so that `valuesIn` gives the same ones. */
export const cellOf = (values: readonly string[]): string =>
  values.map((value) => (/[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join('; ');

const patternFor = (separator: string): RegExp =>
  new RegExp(`\\s*(?:"((?:[^"]|"")*)"\\s*(?=[${separator}]|$)|([^${separator}]+))(?:[${separator}]|$)`, 'g');

const PATTERNS: Readonly<Record<RelationTarget['separator'], RegExp>> = {
  ';': patternFor(';'),
  ',': patternFor(','),
  '|': patternFor('|'),
  '\n': patternFor('\\r\\n'),
};
