import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notFound } from '../app/kernel/problem.ts';
import { recordEvent } from '../ledger/index.ts';
import { senderUnblocked } from './events.ts';
import { deleteBlocked } from './queries/blocked.ts';

/** What an address, or a domain, writes makes conversations again. Refuses `not_found`. */
export async function unblockSender(db: AccountDb, actor: Actor, value: string): Promise<void> {
  if (!(await deleteBlocked(db, value.trim().toLowerCase()))) throw notFound('blocked sender');
  await recordEvent(db, actor, { kind: senderUnblocked, data: { reach: value.includes('@') ? 'address' : 'domain' } });
}
