import { accountOwner } from '../accounts/index.ts';
import type { Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { createSample } from './create-sample.ts';
import { removeSample } from './remove-sample.ts';

/** Removes the sandboxes beside an account and puts a fresh sample business there. Gives its account id. */
export async function resetSample(database: Database, actor: Actor, parentAccountId: number): Promise<number> {
  const owner = await database.account(parentAccountId, async (db) => {
    await removeSample(db, actor);
    return accountOwner(db);
  });
  return createSample(database, parentAccountId, owner);
}
