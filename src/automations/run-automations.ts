import type { Database } from '../app/db.ts';
import { moveDue } from './move-due.ts';
import { dueAutomations } from './queries/automations.ts';

/** How many records one transaction moves. */
const BATCH = 5_000;

/** The map that had its turn last, by account: kept in memory, because it only has to be fair, not exact. */
const lastTurns = new WeakMap<Database, Map<number, number>>();

/**
 * Moves one batch of one map of the account, the maps taking turns. Gives how many records moved; 0 when nobody was due or other
 * runners have them all.
 */
export async function runAutomations(database: Database, accountId: number, limit = BATCH): Promise<number> {
  const turns = lastTurns.get(database) ?? new Map<number, number>();
  lastTurns.set(database, turns);
  return database.account(accountId, async (db) => {
    for (const automation of await dueAutomations(db, turns.get(accountId) ?? 0)) {
      turns.set(accountId, automation.id);
      const moved = await moveDue(db, automation, limit, (name, count) => database.nextIds(accountId, name, count));
      if (moved > 0) return moved;
    }
    return 0;
  });
}
