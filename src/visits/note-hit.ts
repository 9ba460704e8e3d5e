import type { Database } from '../app/db.ts';
import { log } from '../app/log.ts';
import { storeHits, type Hit } from './store-hits.ts';

/** How long hits are gathered, so that many cost a handful of statements. What is lost when a process dies in between is a second of views. */
const GATHER_MS = 1_000;
/** So many of one account wait at most; more in one second are dropped, and said in the log. */
const MOST_OF_ACCOUNT = 2_000;
const AT_ONCE = 500;

interface Waiting {
  hits: Map<number, Hit[]>;
  timer: NodeJS.Timeout | undefined;
  storing: Promise<void>;
}
const waiting = new WeakMap<Database, Waiting>();

/** Takes a hit in; it is written within about a second. Gives whether there was room for it. */
export function noteHit(database: Database, hit: Hit): boolean {
  const held = heldBy(database);
  const hits = held.hits.get(hit.accountId) ?? [];
  if (hits.length >= MOST_OF_ACCOUNT) {
    if (hits.length === MOST_OF_ACCOUNT) log.warn({ accountId: hit.accountId }, 'page views were dropped: too many within a second');
    return false;
  }
  hits.push(hit);
  held.hits.set(hit.accountId, hits);
  held.timer ??= setTimeout(() => void storeWaitingHits(database), GATHER_MS).unref();
  return true;
}

/** Writes what waits; for tests, before somebody's visits are asked for, and when the server closes. */
export async function storeWaitingHits(database: Database): Promise<void> {
  const held = heldBy(database);
  clearTimeout(held.timer);
  held.timer = undefined;
  const taken = [...held.hits];
  held.hits.clear();
  held.storing = held.storing.then(() => storeAll(database, taken));
  return held.storing;
}

async function storeAll(database: Database, taken: readonly [number, Hit[]][]): Promise<void> {
  for (const [accountId, hits] of taken) {
    for (let from = 0; from < hits.length; from += AT_ONCE) {
      await storeHits(database, accountId, hits.slice(from, from + AT_ONCE)).catch((error: unknown) =>
        log.error({ accountId, err: error }, 'page views were not written'),
      );
    }
  }
}

function heldBy(database: Database): Waiting {
  let held = waiting.get(database);
  if (!held) waiting.set(database, (held = { hits: new Map(), timer: undefined, storing: Promise.resolve() }));
  return held;
}
