import type { Database } from '../app/db.ts';
import { moveDue } from './walk/move-due.ts';
import { dueAutomations } from './queries/automations.ts';

/** How many records one transaction moves, at most and at least. */
const LARGEST_BATCH = 5_000;
const SMALLEST_BATCH = 250;
/** About how long a transaction may take: long maps and slow steps are moved with fewer records at once. */
const LONGEST_MS = 2_000;

/** Kept in memory, because it only has to be fair, not exact. */
interface Turns {
  /** The map that had its turn last, by account. */
  last: Map<number, number>;
  /** How many records of a map move in about `LONGEST_MS`, where that is fewer than a whole batch. */
  pace: Map<string, number>;
}

const turnsOf = new WeakMap<Database, Turns>();

/**
 * Moves one batch of one map of the account, the maps taking turns. Gives how many records moved; 0 when nobody was due or other
 * runners have them all.
 */
export async function runAutomations(database: Database, accountId: number, limit = LARGEST_BATCH): Promise<number> {
  const turns = turnsOf.get(database) ?? { last: new Map(), pace: new Map() };
  turnsOf.set(database, turns);
  return database.account(accountId, async (db) => {
    for (const automation of await dueAutomations(db, turns.last.get(accountId) ?? 0)) {
      turns.last.set(accountId, automation.id);
      const map = `${accountId}.${automation.id}`;
      const began = performance.now();
      const atOnce = Math.min(limit, turns.pace.get(map) ?? limit);
      const moved = await moveDue(db, automation, atOnce, (name, count) => database.nextIds(accountId, name, count));
      keepPace(turns, map, moved, performance.now() - began);
      if (moved > 0) return moved;
    }
    return 0;
  });
}

function keepPace({ pace }: Turns, map: string, moved: number, tookMs: number): void {
  if (moved === 0) return;
  const inTime = Math.floor((moved * LONGEST_MS) / tookMs);
  if (inTime >= LARGEST_BATCH) pace.delete(map);
  else if (moved >= SMALLEST_BATCH) pace.set(map, Math.max(inTime, SMALLEST_BATCH));
}
