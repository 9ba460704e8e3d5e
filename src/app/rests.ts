import type { Database } from './db.ts';

/** Accounts that loops of this process leave alone, and what loops are doing in each account right now. */
interface Rests {
  resting: Set<number>;
  working: Map<number, Set<Promise<unknown>>>;
}

const rests = new WeakMap<Database, Rests>();

/**
 * Does something in an account while no loop of this process works in it, after what is at hand there has ended: what plays a sandbox's
 * time itself would otherwise meet work that began before it moved the clock.
 */
export async function whileAtRest<T>(database: Database, accountId: number, work: () => Promise<T>): Promise<T> {
  const { resting, working } = restsOf(database);
  resting.add(accountId);
  try {
    await Promise.allSettled(working.get(accountId) ?? []);
    return await work();
  } finally {
    resting.delete(accountId);
  }
}

/** Whether loops leave this account alone for now. */
export const isAtRest = (database: Database, accountId: number): boolean => restsOf(database).resting.has(accountId);

/** Tells that a loop works in an account until this is done; gives the same. */
export function atWork<T>(database: Database, accountId: number, work: Promise<T>): Promise<T> {
  const { working } = restsOf(database);
  const here = working.get(accountId) ?? new Set();
  working.set(accountId, here.add(work));
  const done = (): void => {
    here.delete(work);
    if (here.size === 0) working.delete(accountId);
  };
  work.then(done, done);
  return work;
}

function restsOf(database: Database): Rests {
  const known = rests.get(database) ?? { resting: new Set(), working: new Map() };
  rests.set(database, known);
  return known;
}
