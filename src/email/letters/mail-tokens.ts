import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * What mail to us names by a token that only we can make: the delivery a bounce goes back to (`bounce`), a channel of the inbox (`channel`).
 */
export type MailTokenUse = 'bounce' | 'channel';

export interface MailTarget {
  accountId: number;
  /** The delivery's id, or the channel's. */
  id: number;
}

const MAC_CHARACTERS = 16;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const keys = new Map<string, KeyObject>();

/** `ACCOUNT.ID.SIGN` in small letters and digits: mail servers may change the case of what stands before the @. */
export function mailToken(secretKey: string, use: MailTokenUse, { accountId, id }: MailTarget): string {
  const body = `${accountId.toString(36)}.${id.toString(36)}`;
  return `${body}.${macOf(secretKey, use, body)}`;
}

/** What a token stands for, whatever its case; undefined for one that we did not make, or not for this. */
export function readMailToken(secretKey: string, use: MailTokenUse, token: string): MailTarget | undefined {
  const parts = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([a-z2-7]{16})$/.exec(token.toLowerCase());
  if (!parts) return undefined;
  const [, account, id, mac] = parts;
  const wanted = macOf(secretKey, use, `${account}.${id}`);
  if (!timingSafeEqual(Buffer.from(mac!), Buffer.from(wanted))) return undefined;
  return { accountId: Number.parseInt(account!, 36), id: Number.parseInt(id!, 36) };
}

function macOf(secretKey: string, use: MailTokenUse, body: string): string {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside mail tokens', 32)))));
  const digest = createHmac('sha256', key).update(`${use}:${body}`).digest();
  return Array.from(digest.subarray(0, MAC_CHARACTERS), (byte) => ALPHABET[byte % 32]).join('');
}
