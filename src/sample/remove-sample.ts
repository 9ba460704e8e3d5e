import { removeSandbox, sandboxesOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';

/** Removes the sandboxes beside this account with all that is in them, for good. */
export async function removeSample(db: AccountDb, actor: Actor): Promise<void> {
  for (const { accountId } of await sandboxesOf(db)) await removeSandbox(db, actor, accountId);
}
