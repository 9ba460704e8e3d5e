import { describe, expect, test } from 'vitest';
import { formatMessage, placeholders, pseudo } from './catalogue.ts';
import { en } from './en.ts';

const say = (message: string, params: Record<string, string | number> = {}): string => formatMessage(message, params, 'en');

test('values and numbers are filled in, numbers with their grouping', () => {
  expect(say('Hello {name}, {count} wait', { name: 'Nia', count: 48210 })).toBe('Hello Nia, 48,210 wait');
});

test('plurals follow the rules of the language, exact numbers go first', () => {
  const message = '{count, plural, =0 {nobody} one {# person} other {# people}}';
  expect(say(message, { count: 0 })).toBe('nobody');
  expect(say(message, { count: 1 })).toBe('1 person');
  expect(say(message, { count: 1204 })).toBe('1,204 people');
});

test('a word chooses, and other is chosen when it is unknown', () => {
  const message = '{kind, select, mail {a letter} other {something}}';
  expect(say(message, { kind: 'mail' })).toBe('a letter');
  expect(say(message, { kind: 'fax' })).toBe('something');
});

test('merge fields of letters stay as they stand', () => {
  expect(say('Good to have you, {{ contact.first_name }}')).toBe('Good to have you, {{ contact.first_name }}');
});

test('a message whose braces do not match is refused', () => {
  expect(() => say('Hello {name')).toThrow('never closed');
  expect(() => say('Hello name}')).toThrow('never opened');
});

test('the pseudo language lengthens and accents', () => {
  expect(pseudo('Contacts').length).toBeGreaterThan('Contacts'.length);
});

describe('the English catalogue', () => {
  test.each(Object.entries(en))('%s can be written', (_key, message) => {
    const params = Object.fromEntries([...placeholders(message)].map((name) => [name, 2]));
    expect(say(message, params)).not.toMatch(/\{[a-z]+[,}]/i);
  });
});
