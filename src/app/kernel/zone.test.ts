import { expect, test } from 'vitest';
import { zoneNamed } from './zone.ts';

test('a zone is known however it is written, and by the names that countries have used', () => {
  expect(zoneNamed('Europe/Berlin')).toBe('Europe/Berlin');
  expect(zoneNamed(' america/new_york ')).toBe('America/New_York');
  expect(zoneNamed('Asia/Kathmandu')).toBeDefined();
});

test('what is no zone is none', () => {
  for (const text of ['', '  ', 'Somewhere/Else', 'noon', 7, null, undefined, 'x'.repeat(200)]) expect(zoneNamed(text)).toBeUndefined();
});
