import { createPrivateKey, hash, sign, type KeyObject } from 'node:crypto';

/** Whose key signs a letter. */
export interface SigningKey {
  domain: string;
  selector: string;
  privateKeyPem: string;
}

/** What is signed of a letter's headers, each twice where somebody could add another (RFC 6376, 5.4.2). */
const SIGNED = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'feedback-id',
];
const ONCE_MORE = ['from', 'to', 'subject', 'date', 'reply-to', 'message-id'];

const keys = new Map<string, KeyObject>();
const MOST_KEYS = 1_000;

/**
 * The DKIM-Signature of a letter (relaxed/relaxed), with its line end. The body must be in its relaxed form already: no tabs, no blank that follows
 * another or ends a line, no empty line at its end, which is how letters are encoded.
 */
export function dkimSignature(headers: readonly (readonly [string, string])[], body: Buffer, key: SigningKey): string {
  const privateKey = keyOf(key.privateKeyPem);
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  const byName = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const present = SIGNED.filter((name) => byName.has(name));
  const named = [...present, ...ONCE_MORE].join(':');
  const unsigned = `v=1; a=${isRsa ? 'rsa' : 'ed25519'}-sha256; c=relaxed/relaxed; d=${key.domain}; s=${key.selector};\r\n h=${foldedNames(named)};\r\n bh=${hash('sha256', body, 'base64')};\r\n b=`;
  const lines = present.map((name) => `${name}:${relaxed(byName.get(name)!)}\r\n`);
  const signed = Buffer.from(`${lines.join('')}dkim-signature:${relaxed(unsigned)}`, 'utf8');
  const signature = isRsa ? sign('sha256', signed, privateKey) : sign(null, hash('sha256', signed, 'buffer'), privateKey);
  return `DKIM-Signature: ${unsigned}${signature.toString('base64').replaceAll(/.{72}(?=.)/g, '$&\r\n ')}\r\n`;
}

const relaxed = (value: string): string =>
  value
    .replaceAll(/\r\n/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();

const foldedNames = (names: string): string => names.replaceAll(/(.{20,60}?):/g, '$1:\r\n ');

function keyOf(pem: string): KeyObject {
  let key = keys.get(pem);
  if (!key) {
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(pem, (key = createPrivateKey(pem)));
  }
  return key;
}
