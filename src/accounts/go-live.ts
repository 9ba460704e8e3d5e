import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountSettings } from './account-settings.ts';
import { accountWentLive } from './events.ts';
import { updateMode } from './queries/accounts.ts';

/** From now on what the account sends leaves; nothing captured before does. Refuses with `sandbox_never_live`. */
export async function goLive(db: AccountDb, actor: Actor): Promise<void> {
  const { kind } = await accountSettings(db);
  if (kind === 'sandbox') throw new Problem('sandbox_never_live', 'A sandbox never goes live: its clock and its people are not real.');
  if (await updateMode(db, 'live')) await recordEvent(db, actor, { kind: accountWentLive });
}
