import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** A letter of ours, as its Message-ID names it. */
export interface LetterNamed {
  accountId: number;
  deliveryId: number;
}

const SIGN_LENGTH = 10;
const keys = new Map<string, KeyObject>();

/** A letter's Message-ID: `<q.ACCOUNT.DELIVERY.SIGN@host>`. Signed, so that nobody can make a bounce or a reply of a letter that is not theirs. */
export const messageIdOf = (secretKey: string, letter: LetterNamed, host: string): string =>
  `<q.${letter.accountId.toString(36)}.${letter.deliveryId.toString(36)}.${signOf(secretKey, letter)}@${host}>`;

/** Which letter a Message-ID names, wherever in a header it stands and whatever a mail server did to its capitals; undefined for one that is not ours. */
export function readMessageId(secretKey: string, text: string): LetterNamed | undefined {
  for (const [, account, delivery, sign] of text.toLowerCase().matchAll(/\bq\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-f]{20})@/g)) {
    const letter = { accountId: Number.parseInt(account!, 36), deliveryId: Number.parseInt(delivery!, 36) };
    if (timingSafeEqual(Buffer.from(sign!), Buffer.from(signOf(secretKey, letter)))) return letter;
  }
  return undefined;
}

function signOf(secretKey: string, { accountId, deliveryId }: LetterNamed): string {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside message ids', 32)))));
  return createHmac('sha256', key).update(`${accountId}.${deliveryId}`).digest().subarray(0, SIGN_LENGTH).toString('hex');
}
