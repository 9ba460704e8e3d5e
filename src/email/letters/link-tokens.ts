import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a link in a letter does: counts an opening, leads somewhere (by the link's number in the version), ends the mail. */
export type LinkPurpose = 'open' | 'unsubscribe' | number;

export interface LinkTarget {
  accountId: number;
  deliveryId: number;
  purpose: LinkPurpose;
}

/** A signature's bytes, and its signs in a token. */
const MAC_LENGTH = 12;
const MAC_SIGNS = 16;
/** One digest signs so many addresses of a letter, which costs a letter with a dozen of them three digests. */
const MACS_IN_DIGEST = 5;
/** Until 2026-11-25 every address had a digest of its own, and so much of it in its token; such letters are still out there. */
const OLD_MAC_LENGTH = 16;
const keys = new Map<string, KeyObject>();

/** The token of a link: which delivery, what for, and a signature. It says nothing of the person, and never expires. */
export const linkToken = (secretKey: string, { purpose, ...letter }: LinkTarget): string => linkTokens(secretKey, letter)(purpose);

/** The tokens of all links of a letter. */
export function linkTokens(secretKey: string, { accountId, deliveryId }: Omit<LinkTarget, 'purpose'>): (purpose: LinkPurpose) => string {
  const letter = `${accountId.toString(36)}.${deliveryId.toString(36)}`;
  const digests: string[] = [];
  return (purpose) => {
    const [group, at] = placeOf(purpose);
    const digest = (digests[group] ??= digestOf(secretKey, letter, group).toString('base64url'));
    return `${letter}.${signOf(purpose)}.${digest.slice(at * MAC_SIGNS, (at + 1) * MAC_SIGNS)}`;
  };
}

/** What a token stands for; undefined for one that we did not make, or not for this. */
export function readLinkToken(secretKey: string, token: string): LinkTarget | undefined {
  const parts = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.(o|u|[0-9]{1,4})\.([\w-]{16}|[\w-]{22})$/.exec(token);
  if (!parts) return undefined;
  const [, account, delivery, what, mac] = parts;
  const purpose = what === 'o' ? 'open' : what === 'u' ? 'unsubscribe' : Number(what);
  if (signOf(purpose) !== what) return undefined;
  const given = Buffer.from(mac!, 'base64url');
  if (!timingSafeEqual(given, macOf(secretKey, { letter: `${account}.${delivery}`, purpose, length: given.length }))) return undefined;
  return { accountId: Number.parseInt(account!, 36), deliveryId: Number.parseInt(delivery!, 36), purpose };
}

function macOf(secretKey: string, { letter, purpose, length }: { letter: string; purpose: LinkPurpose; length: number }): Buffer {
  if (length === OLD_MAC_LENGTH)
    return createHmac('sha256', keyOf(secretKey))
      .update(`${letter}.${signOf(purpose)}`)
      .digest()
      .subarray(0, OLD_MAC_LENGTH);
  const [group, at] = placeOf(purpose);
  return digestOf(secretKey, letter, group).subarray(at * MAC_LENGTH, (at + 1) * MAC_LENGTH);
}

/** Which of a letter's digests signs an address, and which part of it. */
function placeOf(purpose: LinkPurpose): [group: number, at: number] {
  const place = purpose === 'unsubscribe' ? 0 : purpose === 'open' ? 1 : purpose + 2;
  return [Math.floor(place / MACS_IN_DIGEST), place % MACS_IN_DIGEST];
}

const digestOf = (secretKey: string, letter: string, group: number): Buffer =>
  createHmac('sha512', keyOf(secretKey))
    .update(`${letter}/${group}`)
    .digest()
    .subarray(0, MACS_IN_DIGEST * MAC_LENGTH);

const signOf = (purpose: LinkPurpose): string => (purpose === 'open' ? 'o' : purpose === 'unsubscribe' ? 'u' : String(purpose));

function keyOf(secretKey: string): KeyObject {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside letter links', 32)))));
  return key;
}
