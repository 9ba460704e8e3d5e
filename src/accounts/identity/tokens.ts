import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 random bits that fits in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: with 256 random bits behind it a plain SHA-256 cannot be turned back. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Compares without telling by its time how much was right. */
export function sameSecret(given: string, kept: string): boolean {
  const [one, other] = [createHash('sha256').update(given).digest(), createHash('sha256').update(kept).digest()];
  return timingSafeEqual(one, other);
}

/** The account a token of the form `7.secret` is about; 0, which is no account, when it has no such form. */
export const accountOfToken = (token: string): number => Number(/^(\d{1,15})\./.exec(token)?.[1] ?? 0);
