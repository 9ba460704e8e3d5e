import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatValue } from './format-value.ts';
import { parseValue, type ParseContext } from './parse-value.ts';
import { FIELD_TYPES, type FieldOption, type FieldType } from './shape.ts';

const OPTIONS: FieldOption[] = [
  { id: 1, label: 'Red' },
  { id: 2, label: 'Green, dark' },
  { id: 7, label: '10' },
];
const field = (type: FieldType) => ({ label: 'Thing', type, options: OPTIONS });
const value = (type: FieldType, raw: unknown, context: Partial<ParseContext> = {}): unknown => {
  const parsed = parseValue(field(type), raw, context);
  return 'value' in parsed ? parsed.value : parsed.problem;
};

describe('numbers', () => {
  test.each([
    ['en', '1,234.5', 1234.5],
    ['en', '1,234', 1234],
    ['en', '12,5', 12.5],
    ['en', '1.234,5', 1234.5],
    ['de', '1.234', 1234],
    ['de', '1.234,5', 1234.5],
    ['de', '12,5', 12.5],
    ['de', '1,234.5', 1234.5],
    ['fr', '1 234,5', 1234.5],
    ['fr', '1\u202f234,5', 1234.5],
    ['de-CH', "1'234.50", 1234.5],
    ['en', '1,23,45,678', 12345678],
    ['en', '-12', -12],
    ['en', '(12)', -12],
    ['en', '.5', 0.5],
    ['en', '0', 0],
  ])('in %s, %s is %s', (locale, text, number) => {
    expect(value('number', text, { locale })).toBe(number);
  });
  test.each(['abc', '1,2,3', '12a', '1.2.3.4', '--1', '1e5', '٣', '1,2345.6'])('%s is refused', (text) => {
    expect(value('number', text)).toBe(`Thing: “${text}” is not a number.`);
  });
  it('refuses what is too large, infinite or no number', () => {
    for (const raw of [1e300, Infinity, NaN, '9'.repeat(40)]) expect(value('number', raw)).toMatch(/is not a number/);
    expect(value('number', true)).toBe('Thing must be a number.');
    expect(value('number', { a: 1 })).toBe('Thing must be a number.');
  });
  it('reads back every number it writes, in any language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en', 'de', 'fr', 'pl', 'es', 'sv'),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 999 }),
        (locale, whole, part) => {
          const number = Number(`${whole}.${part}`);
          const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, minimumFractionDigits: 1 }).format(number);
          expect(value('number', text.replace('\u2212', '-'), { locale })).toBe(number);
        },
      ),
    );
  });
});

describe('prices', () => {
  test.each([
    ['USD', '12.50', 1250],
    ['USD', '$1,250', 125000],
    ['USD', '1,250.5 USD', 125050],
    ['JPY', '¥1,250', 1250],
    ['KWD', '1.234', 1234],
    ['KWD', '12', 12000],
    ['USD', '(3.10)', -310],
  ])('in %s, %s is %s minor units', (currency, text, minor) => {
    expect(value('price', text, { currency })).toBe(minor);
  });
  it('takes a number as minor units and refuses fractions of them', () => {
    expect(value('price', 1250)).toBe(1250);
    expect(value('price', 12.5)).toBe('Thing must be a whole number of USD minor units, such as 1250 for 12.50.');
    expect(value('price', '12.345')).toBe('Thing: “12.345” has more digits after the point than USD has.');
    expect(value('price', '1.5', { currency: 'JPY' })).toBe('Thing: “1.5” has more digits after the point than JPY has.');
    expect(value('price', 'much')).toBe('Thing: “much” is not an amount of USD.');
  });
  it('writes each currency with its own digits', () => {
    expect(formatValue(field('price'), 1250, { currency: 'USD' })).toBe('$12.50');
    expect(formatValue(field('price'), 1250, { currency: 'JPY' })).toBe('¥1,250');
    expect(formatValue(field('price'), 1250, { currency: 'KWD' }).replace(/\s/g, ' ')).toBe('KWD 1.250');
  });
});

describe('dates', () => {
  test.each([
    ['en', '2026-03-31', '2026-03-31'],
    ['en', '2026-03-31T23:00:00Z', '2026-03-31'],
    ['en', '3/4/2026', '2026-03-04'],
    ['en', '31/3/2026', '2026-03-31'],
    ['en-GB', '3/4/2026', '2026-04-03'],
    ['de', '3.4.2026', '2026-04-03'],
    ['de', '03.04.26', '2026-04-03'],
    ['en', 'March 31, 2026', '2026-03-31'],
    ['en', '31 Mar 2026', '2026-03-31'],
    ['en', '1/2/75', '1975-01-02'],
    ['sv', '2026-2-3', '2026-02-03'],
  ])('in %s, %s is %s', (locale, text, day) => {
    expect(value('date', text, { locale })).toBe(day);
  });
  test.each(['2026-02-30', '2026-13-01', 'soon', '99/99/2026', '20260331', '0000-01-01'])('%s is refused', (text) => {
    expect(value('date', text)).toBe(`Thing: “${text}” is not a date. Give it like 2026-03-31.`);
  });
  it('keeps to an order it is told', () => {
    expect(value('date', '3/4/2026', { dateOrder: 'dmy' })).toBe('2026-04-03');
  });
});

describe('moments', () => {
  test.each([
    ['UTC', '2026-03-31T14:30:00Z', '2026-03-31T14:30:00.000Z'],
    ['UTC', '2026-03-31T14:30:00+02:00', '2026-03-31T12:30:00.000Z'],
    ['Europe/Berlin', '2026-03-31 14:30', '2026-03-31T12:30:00.000Z'],
    ['America/New_York', '3/31/2026 2:30 PM', '2026-03-31T18:30:00.000Z'],
    ['UTC', '2026-03-31', '2026-03-31T00:00:00.000Z'],
    ['UTC', '3/31/2026 12:05 am', '2026-03-31T00:05:00.000Z'],
  ])('in %s, %s is %s', (timeZone, text, moment) => {
    expect(value('datetime', text, { timeZone })).toBe(moment);
  });
  test.each(['2026-03-31 25:00', 'now', '2026-03-31T14:61:00Z', '3/31/2026 13:00 pm'])('%s is refused', (text) => {
    expect(value('datetime', text)).toMatch(/is not a date and time/);
  });
});

describe('addresses and numbers to reach people', () => {
  it('lowers e-mail addresses and refuses what is none', () => {
    expect(value('email', ' Jane.Doe+x@Example.COM ')).toBe('jane.doe+x@example.com');
    expect(value('email', 'bjørn@møller.dk')).toBe('bjørn@møller.dk');
    for (const wrong of [
      'jane',
      'jane@',
      '@x.com',
      'a@b',
      'a b@c.com',
      'a@@b.com',
      'a@b..com',
      'a@-b.com',
      'a,b@c.com',
      'Jane <j@x.com>',
    ]) {
      expect(value('email', wrong)).toBe(`Thing: “${wrong}” is not an e-mail address.`);
    }
  });
  it('reads telephone numbers by the account’s country', () => {
    expect(value('sms', '(212) 555-0123', { country: 'US' })).toBe('+12125550123');
    expect(value('sms', '0171 2345678', { country: 'DE' })).toBe('+491712345678');
    expect(value('sms', '+44 7911 123456')).toBe('+447911123456');
    expect(value('sms', '0044 7911 123456')).toBe('+447911123456');
    expect(value('sms', '555')).toMatch(/Begin with \+/);
    expect(value('sms', '0171 2345678')).toMatch(/Begin with \+/);
    expect(value('phone', '+1 (212) 555-0123')).toBe('+12125550123');
    expect(value('phone', '555 0123 ext. 9')).toBe('555 0123 ext. 9');
    expect(value('phone', 'call me')).toMatch(/is not a telephone number/);
  });
  it('takes web addresses alone', () => {
    expect(value('url', 'example.com/path')).toBe('https://example.com/path');
    expect(value('url', 'http://example.com')).toBe('http://example.com');
    for (const wrong of ['javascript:alert(1)', 'not a url', 'data:text/html,x', 'http://', 'word'])
      expect(value('url', wrong)).toMatch(/is not a web address/);
  });
  it('knows countries by code and by name', () => {
    expect(value('country', 'germany')).toBe('DE');
    expect(value('country', 'Deutschland', { locale: 'de' })).toBe('DE');
    expect(value('country', 'us')).toBe('US');
    expect(value('country', 'USA')).toBe('US');
    expect(value('country', 'Atlantis')).toBe('Thing: “Atlantis” is not a country. Give its name or two-letter code.');
    expect(formatValue(field('country'), 'DE', { locale: 'de' })).toBe('Deutschland');
  });
});

describe('choices', () => {
  it('reads options by label and by id', () => {
    expect(value('dropdown', 'red')).toBe(1);
    expect(value('dropdown', 2)).toBe(2);
    expect(value('dropdown', '10')).toBe(7);
    expect(value('dropdown', '2')).toBe(2);
    expect(value('dropdown', 'Blue')).toBe('Thing: “Blue” is not one of its options. Choose one of Red, Green, dark, 10.');
    expect(value('dropdown', 99)).toMatch(/is not one of its options/);
  });
  it('reads lists in all their spellings', () => {
    expect(value('list', 'Red; Green, dark')).toEqual([1, 2]);
    expect(value('list', 'Green, dark')).toEqual([2]);
    expect(value('list', '10*/*Red*/*Red')).toEqual([1, 7]);
    expect(value('list', [7, 'red'])).toEqual([1, 7]);
    expect(value('list', [])).toBeNull();
    expect(value('list', [{}])).toBe('Thing must be a list of its options.');
    expect(formatValue(field('list'), [1, 2])).toBe('Red, Green, dark');
  });
  it('reads yes and no', () => {
    for (const yes of [true, 1, '1', 'Yes', 'TRUE', 'x']) expect(value('check', yes)).toBe(true);
    for (const no of [false, 0, '0', 'no', 'off']) expect(value('check', no)).toBe(false);
    expect(value('check', 'maybe')).toBe('Thing: “maybe” is neither yes nor no.');
  });
  it('takes a parent by its number', () => {
    expect(value('parent', 12)).toBe(12);
    expect(value('parent', '12')).toBe(12);
    for (const wrong of [-1, 0, 1.5, 'x', 1e20]) expect(value('parent', wrong)).toMatch(/is not the number of a record/);
  });
});

describe('any field', () => {
  it('takes blank as nothing, of every type', () => {
    for (const type of FIELD_TYPES) for (const blank of ['', '   ', null, undefined]) expect(value(type, blank)).toBeNull();
  });
  it('refuses a cell of ten megabytes with one sentence', () => {
    for (const type of FIELD_TYPES)
      expect(String(value(type, 'x'.repeat(10_000_000)))).toMatch(/^Thing may have at most [\d,]+ characters; this has 10,000,000\.$/);
  });
  it('refuses NUL', () => {
    for (const type of FIELD_TYPES) expect(value(type, 'a\0b')).toMatch(/NUL/);
  });
  it('answers whatever it is given with a value or one sentence that names the field', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), fc.anything({ withDate: true, withBigInt: false }), (type, raw) => {
        const parsed = parseValue(field(type), raw);
        if ('problem' in parsed) expect(parsed.problem).toMatch(/^Thing/);
        else expect(typeof formatValue(field(type), parsed.value)).toBe('string');
      }),
    );
  });
  it('refuses things that say how they are written as text', () => {
    for (const type of FIELD_TYPES) expect(value(type, { toString: [] })).toMatch(/^Thing/);
  });
  it('reads back what it has stored', () => {
    const stored: [FieldType, unknown][] = [
      ['date', '2026-03-31'],
      ['datetime', '2026-03-31T12:30:00.000Z'],
      ['price', 1250],
      ['number', 1.5],
      ['dropdown', 2],
      ['list', [1, 2]],
      ['check', false],
      ['sms', '+491712345678'],
    ];
    for (const [type, kept] of stored) expect(value(type, kept)).toEqual(kept);
  });
});
