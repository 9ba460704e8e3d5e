import { accountSettings } from '../../accounts/index.ts';
import type { Database } from '../../app/db.ts';
import { log } from '../../app/log.ts';
import { addToDays, type FormCount } from '../queries/days.ts';

/** How long numbers are gathered, so that a thousand visitors cost one statement. */
const GATHER_MS = 1_000;

interface Waiting {
  counts: Map<number, Map<number, FormCount>>;
  timer: NodeJS.Timeout | undefined;
  storing: Promise<void>;
}
const waiting = new WeakMap<Database, Waiting>();

/** Counts one thing that happened with a form; it is written within about a second. */
export function addToCount(
  database: Database,
  { accountId, formId }: { accountId: number; formId: number },
  what: Exclude<keyof FormCount, 'formId'>,
): void {
  const held = heldBy(database);
  const ofAccount = held.counts.get(accountId) ?? new Map<number, FormCount>();
  const count = ofAccount.get(formId) ?? { formId, views: 0, starts: 0, submissions: 0, refused: 0 };
  count[what]++;
  held.counts.set(accountId, ofAccount.set(formId, count));
  held.timer ??= setTimeout(() => void storeCounts(database), GATHER_MS).unref();
}

/** Writes what was counted; for tests, before the numbers are asked for, and when the server closes. */
export async function storeCounts(database: Database): Promise<void> {
  const held = heldBy(database);
  clearTimeout(held.timer);
  held.timer = undefined;
  const taken = [...held.counts];
  held.counts.clear();
  held.storing = held.storing.then(() => storeAll(database, taken));
  return held.storing;
}

async function storeAll(database: Database, taken: readonly [number, Map<number, FormCount>][]): Promise<void> {
  for (const [accountId, counts] of taken) {
    await database
      .account(accountId, async (db) => addToDays(db, (await accountSettings(db)).timeZone, [...counts.values()]))
      .catch((error: unknown) => log.error({ accountId, err: error }, 'numbers of forms were not written'));
  }
}

function heldBy(database: Database): Waiting {
  let held = waiting.get(database);
  if (!held) waiting.set(database, (held = { counts: new Map(), timer: undefined, storing: Promise.resolve() }));
  return held;
}
