import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf, sourceOf } from './merge-source.ts';

test.each([
  ['{{ contact.first_name }}', { path: 'contact.first_name', format: '', fallback: '' }],
  ['{{contact.first_name|default:"friend"}}', { path: 'contact.first_name', format: '', fallback: 'friend' }],
  [
    '{{ contact.birthday | date: "%d | %b" | default: \'soon\' }}',
    { path: 'contact.birthday', format: 'date: "%d | %b"', fallback: 'soon' },
  ],
  ['{{ contact.first_name | upcase | truncate: 5 }}', { path: 'contact.first_name', format: 'upcase | truncate: 5', fallback: '' }],
])('%s is taken apart', (source, parts) => {
  expect(partsOf(source)).toEqual(parts);
});

test('what is no single field is left alone', () => {
  expect(partsOf('{% if contact.city %}')).toBeNull();
  expect(partsOf('{{ "words" }}')).toBeNull();
});

test('what is put together is taken apart again', () => {
  const fallback = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '|', "'") });
  fc.assert(
    fc.property(fc.constantFrom('', 'upcase', 'date: "%d %b"'), fallback, (format, words) => {
      const parts = { path: 'contact.first_name', format, fallback: words };
      expect(partsOf(sourceOf(parts))).toEqual(parts);
    }),
  );
});
