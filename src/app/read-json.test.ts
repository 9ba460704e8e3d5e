import { expect, test } from 'vitest';
import { readJson } from './read-json.ts';

const codeOf = (text: string): string | undefined => {
  try {
    readJson(text);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test('a body is read as it is written, brackets and quotes in its texts too', () => {
  const body = { a: ['[[[', '"{', '\\"}', '\\'], b: [[], [{}]] };
  expect(readJson(JSON.stringify(body))).toEqual(body);
  expect(readJson('')).toBeUndefined();
});

test('one that is too deep to be looked through, part within part, is refused before it is read', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect(readJson(nested(500))).toBeDefined();
  expect(codeOf(nested(501))).toBe('too_deep');
  expect(codeOf('{"a":'.repeat(200_000))).toBe('too_deep');
  expect(codeOf(JSON.stringify({ text: '['.repeat(10_000), rows: Array.from({ length: 2_000 }, () => [[1]]) }))).toBeUndefined();
});

test('one that is no JSON, or has what no text can keep, is refused', () => {
  expect(codeOf('{"a":')).toBe('malformed_json');
  expect(codeOf('"\\u0000"')).toBe('invalid_character');
});
