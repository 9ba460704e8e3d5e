import { createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { linkToken, linkTokens, readLinkToken, type LinkPurpose } from './link-tokens.ts';

const SECRET = 'k'.repeat(40);
const letter = { accountId: 7, deliveryId: 123_456 };
const PURPOSES: LinkPurpose[] = ['open', 'unsubscribe', ...Array.from({ length: 30 }, (_, index) => index), 9_999];

test('a token says which letter and what for, and each has a signature of its own', () => {
  const tokens = PURPOSES.map((purpose) => linkToken(SECRET, { ...letter, purpose }));
  expect(tokens.map((token) => readLinkToken(SECRET, token))).toEqual(PURPOSES.map((purpose) => ({ ...letter, purpose })));
  expect(new Set(tokens.map((token) => token.split('.').at(-1))).size).toBe(PURPOSES.length);
  const all = linkTokens(SECRET, letter);
  expect(PURPOSES.map(all)).toEqual(tokens);
});

test('a token is worth nothing for another link, letter, account or secret, nor cut or written otherwise', () => {
  const token = linkToken(SECRET, { ...letter, purpose: 1 });
  const [account, delivery, what, mac] = token.split('.') as [string, string, string, string];
  const changed = [
    [account, delivery, '2', mac],
    [account, delivery, '01', mac],
    [account, delivery, 'o', mac],
    [account, '2n9d', what, mac],
    ['8', delivery, what, mac],
    [account, delivery, what, mac.slice(0, -1)],
    [account, delivery, what, `${mac[0] === 'A' ? 'B' : 'A'}${mac.slice(1)}`],
    [account, delivery, what, 'A'.repeat(22)],
  ];
  for (const parts of changed) expect(readLinkToken(SECRET, parts.join('.')), parts.join('.')).toBeUndefined();
  expect(readLinkToken('x'.repeat(40), token)).toBeUndefined();
});

test('links of letters sent before signatures were shared still work', () => {
  const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'quayside letter links', 32));
  for (const [what, purpose] of [
    ['o', 'open'],
    ['u', 'unsubscribe'],
    ['12', 12],
  ] as const) {
    const body = `7.2n9c.${what}`;
    const mac = createHmac('sha256', key).update(body).digest().subarray(0, 16).toString('base64url');
    expect(readLinkToken(SECRET, `${body}.${mac}`)).toEqual({ accountId: 7, deliveryId: 123_456, purpose });
  }
});
