import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a link of permission does: shows what a person chose, or confirms that they want mail. */
export type PermissionLinkPurpose = 'preferences' | 'confirm';

export interface PermissionTarget {
  accountId: number;
  objectId: number;
  recordId: number;
}

interface Signed extends PermissionTarget {
  purpose: PermissionLinkPurpose;
  /** Binds a link to the address it went to. */
  mark: string;
}

const MAC_LENGTH = 16;
const LETTERS: Record<PermissionLinkPurpose, string> = { preferences: 'p', confirm: 'c' };
const keys = new Map<string, KeyObject>();

/**
 * The links of permission for one record: `preferences` shows and changes what they chose; `confirm`, where the address is known that it goes
 * to, confirms that whoever reads that address wants mail. They say nothing of the person and cannot be guessed.
 */
export function permissionLinks(
  installation: { baseUrl: string; secretKey: string },
  target: PermissionTarget,
  address?: string,
): { preferences: string; confirm: string | null } {
  const { baseUrl, secretKey } = installation;
  const confirm = address === undefined ? null : token(secretKey, { ...target, purpose: 'confirm', mark: addressMark(address) });
  return {
    preferences: `${baseUrl}/p/preferences/${token(secretKey, { ...target, purpose: 'preferences', mark: '' })}`,
    confirm: confirm && `${baseUrl}/p/confirm/${confirm}`,
  };
}

/** Whom a token is about; undefined for one that we did not make, or not for this. */
export function readPermissionLink(secretKey: string, given: string, purpose: PermissionLinkPurpose): Signed | undefined {
  const at = given.lastIndexOf('.');
  const body = given.slice(0, at);
  const parts = /^([pc])([0-9a-z]{1,11})\.([0-9a-z]{1,7})\.([0-9a-z]{1,11})\.([0-9a-f]{0,16})$/.exec(body);
  if (at < 0 || !parts || parts[1] !== LETTERS[purpose]) return undefined;
  const mac = Buffer.from(given.slice(at + 1), 'base64url');
  if (mac.length !== MAC_LENGTH || !timingSafeEqual(mac, macOf(secretKey, body))) return undefined;
  const [, , account, object, record, mark] = parts;
  return {
    accountId: Number.parseInt(account!, 36),
    objectId: Number.parseInt(object!, 36),
    recordId: Number.parseInt(record!, 36),
    purpose,
    mark: mark!,
  };
}

export const addressMark = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 16);

function token(secretKey: string, { accountId, objectId, recordId, purpose, mark }: Signed): string {
  const body = `${LETTERS[purpose]}${accountId.toString(36)}.${objectId.toString(36)}.${recordId.toString(36)}.${mark}`;
  return `${body}.${macOf(secretKey, body).toString('base64url')}`;
}

function macOf(secretKey: string, body: string): Buffer {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside permission links', 32)))));
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_LENGTH);
}
