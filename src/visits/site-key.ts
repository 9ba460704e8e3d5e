import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const MARK_LENGTH = 16;

/** The publishable key of an account's sites: which account, and a mark that nobody can make up. Another number gives another key. */
export function siteKey(secretKey: string, accountId: number, number: number): string {
  const mark = createHmac('sha256', secretKey).update(`site key ${accountId} ${number}`).digest('hex').slice(0, MARK_LENGTH);
  return `${accountId.toString(36)}-${number.toString(36)}${mark}`;
}

/** Which account and number a key is of; undefined for one we never made. Whether it is the account's present one is for its settings to say. */
export function readSiteKey(secretKey: string, key: string): { accountId: number; number: number } | undefined {
  const parts = /^([0-9a-z]{1,10})-([0-9a-z]{1,6})[0-9a-f]{16}$/.exec(key);
  if (!parts) return undefined;
  const accountId = Number.parseInt(parts[1]!, 36);
  const number = Number.parseInt(parts[2]!, 36);
  if (!Number.isSafeInteger(accountId) || accountId < 1) return undefined;
  const expected = Buffer.from(siteKey(secretKey, accountId, number));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected) ? { accountId, number } : undefined;
}

/** What is kept of a visitor's cookie: enough to know it again, not enough to be taken for it. */
export const keyHash = (accountId: number, key: string): string =>
  createHash('sha256').update(`visitor ${accountId} ${key}`).digest('hex').slice(0, 40);
