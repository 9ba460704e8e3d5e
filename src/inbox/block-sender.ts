import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import { conversationClosed, senderBlocked } from './events.ts';
import { insertBlocked } from './queries/blocked.ts';
import { silence } from './queries/conversations.ts';
import { tellConversations } from './queries/sets.ts';
import { recordEvent } from '../ledger/index.ts';
import { blockedForm } from './rules/blocked.ts';

/** Blocks an address, or a whole domain: its conversations are closed as spam, and what it writes makes none any more. Gives how many were closed. */
export async function blockSender(db: AccountDb, actor: Actor, typed: string): Promise<number> {
  const value = blockedForm(typed);
  if (value === undefined) throw invalid('value', 'Write an address such as name@example.com, or a domain such as example.com.');
  const isNew = await insertBlocked(db, value, actor.type === 'user' ? Number(actor.id) : null);
  if (isNew) await recordEvent(db, actor, { kind: senderBlocked, data: { reach: value.includes('@') ? 'address' : 'domain' } });
  const closed = await silence(db, value.includes('@') ? { is: value } : { ofDomain: value });
  await tellConversations(
    db,
    actor,
    conversationClosed,
    closed.map((id) => ({ id, data: { spam: true } })),
  );
  return closed.length;
}
