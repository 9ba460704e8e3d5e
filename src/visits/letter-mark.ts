import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The name under which the mark stands in an address. The script takes it out as soon as it has read it. */
export const MARK_NAME = 'qs_letter';
/** An address that is passed on later is not its receiver's any more. */
const VALID_MS = 10 * 60_000;
const MAC_LENGTH = 16;
const keys = new Map<string, Buffer>();

export interface MarkedPerson {
  objectId: number;
  recordId: number;
}

/** Says for ten minutes who followed the link of a letter: `object.record.until.signature`. */
export function letterMark(secretKey: string, accountId: number, person: MarkedPerson & { now: Date }): string {
  const until = Math.floor((person.now.getTime() + VALID_MS) / 1000);
  const body = [person.objectId, person.recordId, until].map((number) => number.toString(36)).join('.');
  return `${body}.${macOf(secretKey, accountId, body).toString('base64url')}`;
}

/** Whom a mark names; undefined for one that is old, not ours, or of another account. */
export function readLetterMark(secretKey: string, accountId: number, { mark, now }: { mark: string; now: Date }): MarkedPerson | undefined {
  const parts = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([\w-]{22})$/.exec(mark);
  if (!parts) return undefined;
  const body = mark.slice(0, mark.lastIndexOf('.'));
  const given = Buffer.from(parts[4]!, 'base64url');
  if (given.length !== MAC_LENGTH || !timingSafeEqual(given, macOf(secretKey, accountId, body))) return undefined;
  const [objectId, recordId, until] = parts.slice(1, 4).map((part) => Number.parseInt(part, 36)) as [number, number, number];
  return until * 1000 >= now.getTime() ? { objectId, recordId } : undefined;
}

function macOf(secretKey: string, accountId: number, body: string): Buffer {
  let key = keys.get(secretKey);
  if (!key) keys.set(secretKey, (key = Buffer.from(hkdfSync('sha256', secretKey, '', 'quayside letter marks', 32))));
  return createHmac('sha256', key).update(`${accountId} ${body}`).digest().subarray(0, MAC_LENGTH);
}
