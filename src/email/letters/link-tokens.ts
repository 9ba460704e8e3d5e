import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a link in a letter does: counts an opening, leads somewhere (by the link's number in the version), ends the mail. */
export type LinkPurpose = 'open' | 'unsubscribe' | number;

export interface LinkTarget {
  accountId: number;
  deliveryId: number;
  purpose: LinkPurpose;
}

const MAC_LENGTH = 16;
const keys = new Map<string, KeyObject>();

/** The token of a link: which delivery, what for, and a signature. It says nothing of the person, and never expires. */
export function linkToken(secretKey: string, target: LinkTarget): string {
  const body = bodyOf(target);
  return `${body}.${macOf(secretKey, body).toString('base64url')}`;
}

/** What a token stands for; undefined for one that we did not make, or not for this. */
export function readLinkToken(secretKey: string, token: string): LinkTarget | undefined {
  const at = token.lastIndexOf('.');
  const body = token.slice(0, at);
  const parts = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.(o|u|[0-9]{1,4})$/.exec(body);
  if (at < 0 || !parts) return undefined;
  const given = Buffer.from(token.slice(at + 1), 'base64url');
  if (given.length !== MAC_LENGTH || !timingSafeEqual(given, macOf(secretKey, body))) return undefined;
  const [, account, delivery, what] = parts;
  return {
    accountId: Number.parseInt(account!, 36),
    deliveryId: Number.parseInt(delivery!, 36),
    purpose: what === 'o' ? 'open' : what === 'u' ? 'unsubscribe' : Number(what),
  };
}

function bodyOf({ accountId, deliveryId, purpose }: LinkTarget): string {
  const what = purpose === 'open' ? 'o' : purpose === 'unsubscribe' ? 'u' : String(purpose);
  return `${accountId.toString(36)}.${deliveryId.toString(36)}.${what}`;
}

function macOf(secretKey: string, body: string): Buffer {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside letter links', 32)))));
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_LENGTH);
}
