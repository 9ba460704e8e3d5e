import { createHash } from 'node:crypto';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { countTry, forgetTries, forgiveTry } from '../queries/identity.ts';

const MINUTE_MS = 60_000;

/** So many tries in so many minutes: by e-mail address, whoever tries, and by network address, whatever is tried. */
const LIMITS = {
  'sign-in': { perEmail: 10, perAddress: 60, minutes: 15 },
  'sign-up': { perEmail: 3, perAddress: 20, minutes: 60 },
  letter: { perEmail: 3, perAddress: 20, minutes: 60 },
  token: { perEmail: 10, perAddress: 60, minutes: 15 },
  password: { perEmail: 10, perAddress: 60, minutes: 15 },
  account: { perEmail: 10, perAddress: 60, minutes: 1440 },
  app: { perEmail: 20, perAddress: 20, minutes: 60 },
} as const;

export type Limited = keyof typeof LIMITS;

export interface Tries {
  email?: string;
  ip: string;
}

/** Counts a try, in the database so that every process counts the same. Refuses with `too_many_requests` beyond the limit. */
export async function limitTries(database: Database, what: Limited, tries: Tries): Promise<void> {
  const { perAddress, perEmail, minutes } = LIMITS[what];
  const now = database.clock.now();
  const ends = new Date(now.getTime() + minutes * MINUTE_MS);
  const over = await database.system(async (db) => {
    for (const [key, limit] of keysOf(what, tries, perAddress, perEmail)) {
      const counted = await countTry(db, key, now, ends);
      if (counted.count > limit) return counted.window_ends_at;
    }
    return undefined;
  });
  if (over) {
    const wait = Math.max(1, Math.ceil((over.getTime() - now.getTime()) / MINUTE_MS));
    throw new Problem('too_many_requests', `Too many tries. Wait ${wait} ${wait === 1 ? 'minute' : 'minutes'} and try again.`, {
      status: 429,
    });
  }
}

/** A try that was right: the address is not charged for it, and the e-mail starts anew. */
export async function forgiveTries(database: Database, what: Limited, tries: Tries): Promise<void> {
  const [address, email] = keysOf(what, tries, 0, 0);
  await database.system(async (db) => {
    await forgiveTry(db, address![0]);
    if (email) await forgetTries(db, email[0]);
  });
}

function keysOf(what: Limited, tries: Tries, perAddress: number, perEmail: number): [key: string, limit: number][] {
  const keys: [string, number][] = [[keyOf(what, 'address', tries.ip), perAddress]];
  if (tries.email) keys.push([keyOf(what, 'email', tries.email), perEmail]);
  return keys;
}

/** Counted by hash: the table holds nobody's address. */
const keyOf = (what: Limited, by: string, value: string): string =>
  `${what}:${by}:${createHash('sha256').update(value).digest('base64url').slice(0, 24)}`;
