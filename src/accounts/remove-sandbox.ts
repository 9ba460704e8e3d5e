import type { AccountDb, Database } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { sandboxRemoved } from './events.ts';
import { closedSandboxes, emptySandbox, sandboxRows, type SandboxRow } from './queries/sandboxes.ts';

const SWEEP_DAYS = 2;

/** Removes a sandbox of this account with all that is in it, for good. Refuses with `not_found` any account that is not such a sandbox. */
export async function removeSandbox(db: AccountDb, actor: Actor, sandboxId: number): Promise<void> {
  if (!(await emptySandbox(db, db.accountId, sandboxId, db.now))) throw notFound('sandbox');
  await recordEvent(db, actor, { kind: sandboxRemoved, data: { accountId: sandboxId } });
}

/** The sandboxes beside this account. */
export async function sandboxesOf(db: AccountDb): Promise<{ accountId: number; name: string; createdAt: Date }[]> {
  return (await sandboxRows(db)).map((row: SandboxRow) => ({ accountId: row.account_id, name: row.name, createdAt: row.created_at }));
}

/** Empties lately removed sandboxes once more: a batch that was under way when they were removed may have written into them. */
export async function sweepSandboxes(database: Database): Promise<void> {
  const now = database.clock.now();
  await database.system(async (db) => {
    for (const { account_id, parent_account_id } of await closedSandboxes(db, new Date(now.getTime() - SWEEP_DAYS * 86_400_000))) {
      await emptySandbox(db, parent_account_id, account_id, now);
    }
  });
}
