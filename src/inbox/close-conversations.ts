import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { conversationClosed } from './events.ts';
import { type ConversationRow, writeState } from './queries/conversations.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';

/** Closes conversations that are not. Gives how many. */
export async function closeConversations(
  db: AccountDb,
  actor: Actor,
  conversations: readonly Pick<ConversationRow, 'id' | 'inbox_id'>[],
  causes?: ReadonlyMap<number, number | null>,
): Promise<number> {
  const changed = await writeState(
    db,
    conversations.map(({ id }) => id),
    { state: 'closed' },
  );
  await tellConversations(
    db,
    actor,
    conversationClosed,
    changed.map((id) => ({ id, causeId: causes?.get(id) ?? null })),
  );
  tellPages(db, conversations);
  return changed.length;
}
