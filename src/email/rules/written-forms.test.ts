import { expect, test } from 'vitest';
import { seedOf } from '../../../test/seed.ts';
import { luckFrom } from '../../../test/random-input.ts';
import { fillerInPieces, fillerOf } from '../../documents/index.ts';
import { encodedText } from './encoded-words.ts';
import { asksToSlowDown, restUntil, roomOf, warmUpLimit } from './pace.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { addressProblem, needsUnicode, wireAddress } from '../smtp/usable-address.ts';

const SEED = seedOf(20_261_124);
const SIGNS = ['a', 'Z', ' ', '  ', '\t', '.', '=', '\n', 'é', '日', '🥐', '=3D', 'From ', '"', '{', 'lang'.repeat(30)];

function decoded(text: string): string {
  const joined = text.replaceAll('=\r\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

test(`whatever a text says, quoted-printable says it in short plain lines that SMTP and DKIM leave alone (seed ${SEED})`, () => {
  const luck = luckFrom(SEED);
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: Math.floor(luck() * 40) }, () => SIGNS[Math.floor(luck() * SIGNS.length)]!).join('');
    const written = quotedPrintable(text);
    expect(decoded(written)).toBe(text);
    for (const line of written.split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(76);
      expect(line).toMatch(/^[ -~]*$/);
      expect(line).not.toMatch(/^\.|[ \t]$| {2}|\t/);
    }
    expect(written === '' || written.endsWith('\r\n')).toBe(true);
  }
});

test('a subject is folded or encoded so that no line is long and no character is torn apart', () => {
  expect(encodedText('Bread of the week', 9)).toBe('Bread of the week');
  expect(encodedText('A =?UTF-8?B?trick?=', 9)).toMatch(/^=\?UTF-8\?B\?/);
  for (const subject of ['word '.repeat(60).trim(), 'Grüße 🥐 '.repeat(20).trim()]) {
    const written = encodedText(subject, 9);
    expect(written.split('\r\n').every((line) => line.length <= 78)).toBe(true);
    const read = written.startsWith('=?')
      ? Buffer.concat([...written.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, word]) => Buffer.from(word!, 'base64'))).toString()
      : written.replaceAll('\r\n', '');
    expect(read).toBe(subject);
  }
});

test('what is worked out without the engine is what the engine works out', () => {
  const templates = [
    'Dear {{ a.b }}, {{ a.c | default: "friend" }} {{ a.none | default: "friend" }} {{ a.list[1] }}',
    '{% if when.c1 %}yes {{ a.b }}{% else %}no{% endif %}{% if a.empty %}e{% elsif a.zero %}z{% endif %}{% if a.b == "Bo" %}Bo{% endif %}',
    '{%- if when.c2 -%} trimmed {%- endif -%} {{ a.b | upcase }} {{ a.b.size }} {% case a.zero %}{% when 0 %}zero {{ a.b }}{% endcase %}',
    '{{ a["b"] }}{{ "text" }}{{ nothing.at.all }}{{ a }}{{ a.yes }}{{ a.no | default: "off" }}{% unless when.c1 %}u{% endunless %}',
  ];
  const values = [
    { a: { b: 'Bo', c: '', list: ['x', 'y'], empty: '', zero: 0, yes: true, no: false }, when: { c1: true } },
    { a: { b: null, c: 'see', list: [], zero: 1 }, when: { c2: true } },
    {},
  ];
  for (const template of templates)
    for (const given of values) {
      const pieces = fillerInPieces(template, { standing: (text) => text, filled: (value) => String(value ?? '') });
      expect(pieces.fill(given)).toBe(fillerOf(template, 'text').fill(given));
    }
});

test('addresses that are none, or that pass for others, are told', () => {
  for (const good of ['ada@example.com', "o'neil+x@mail.example.co.uk", 'ada@bücher.example', 'ada@日本.example'])
    expect(addressProblem(good)).toBeNull();
  for (const bad of [
    '',
    'ada',
    '@example.com',
    'ada@',
    'a b@example.com',
    'a@b>\r\nRCPT TO:<c@d.example',
    'a@-x.example',
    'a<b@example.com',
  ])
    expect(addressProblem(bad)).toBe('not_an_address');
  expect(addressProblem('ädä@example.com')).toBeNull();
  expect([needsUnicode('ädä@example.com'), needsUnicode(wireAddress('ada@bücher.example'))]).toEqual([true, false]);
  expect(addressProblem('аda@example.com')).toBe('looks_like_another');
  expect(addressProblem('ada@раypal.example')).toBe('looks_like_another');
  expect(addressProblem(`ada@${wireAddress('x@раypal.example').slice(2)}`)).toBe('looks_like_another');
  expect(wireAddress('ada@bücher.example')).toBe('ada@xn--bcher-kva.example');
});

test('paces: an hour, a day, a warm-up that grows and ends, and rests that grow', () => {
  const now = new Date('2026-03-04T10:20:00Z');
  const warmUp = { startedOn: '2026-03-02', first: 50, growth: 150, days: 21 };
  expect(warmUpLimit(warmUp, now)).toBe(112);
  expect(warmUpLimit(warmUp, new Date('2026-03-23T00:00:00Z'))).toBeNull();
  const pace = { perHour: 100, perDay: 1_000, domains: [] };
  expect(roomOf({ pace, warmUp: null }, { sentHour: 40, sentDay: 950 }, now)).toEqual({
    room: 50,
    until: new Date('2026-03-04T11:00:00Z'),
  });
  expect(roomOf({ pace, warmUp }, { sentHour: 0, sentDay: 112 }, now)).toEqual({ room: 0, until: new Date('2026-03-05T00:00:00Z') });
  expect(asksToSlowDown({ deferred: 2, letters: 2 })).toBe(false);
  expect(asksToSlowDown({ deferred: 3, letters: 6 })).toBe(true);
  expect([1, 2, 9].map((strike) => (restUntil(strike, now).getTime() - now.getTime()) / 60_000)).toEqual([5, 10, 240]);
});
