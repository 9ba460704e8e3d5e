import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { blockSender } from './block-sender.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { addressedDomain } from './rules/blocked.ts';
import type { SPAM_REACH } from './schema.ts';
import { tellPages } from './tell-pages.ts';

/** Closes a conversation as spam and blocks who wrote it, or their whole domain. Gives how many conversations were closed by it. */
export async function markSpam(
  db: AccountDb,
  actor: Actor,
  conversation: ConversationRow,
  block: (typeof SPAM_REACH)[number],
): Promise<{ closed: number; blocked: string }> {
  if (conversation.address === null) throw new Problem('writer_erased', 'Who wrote this has been erased. Close the conversation instead.');
  const blocked = block === 'domain' ? addressedDomain(conversation.address) : conversation.address;
  const closed = await blockSender(db, actor, blocked);
  tellPages(db, [conversation]);
  return { closed, blocked };
}
