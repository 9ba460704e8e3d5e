import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { recordEvent } from '../ledger/index.ts';
import { accountPractises } from './events.ts';
import { updateMode } from './queries/accounts.ts';

/** From now on nothing the account sends leaves; it is captured in the Outbox instead. */
export async function practise(db: AccountDb, actor: Actor): Promise<void> {
  if (await updateMode(db, 'practising')) await recordEvent(db, actor, { kind: accountPractises });
}
