import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { conversationReopened } from './events.ts';
import { type ConversationRow, writeState } from './queries/conversations.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';

/** Opens conversations again, whatever they were. Gives how many were not open. */
export async function reopenConversations(
  db: AccountDb,
  actor: Actor,
  conversations: readonly Pick<ConversationRow, 'id' | 'inbox_id'>[],
): Promise<number> {
  const changed = await writeState(
    db,
    conversations.map(({ id }) => id),
    { state: 'open' },
  );
  await tellConversations(
    db,
    actor,
    conversationReopened,
    changed.map((id) => ({ id })),
  );
  tellPages(db, conversations);
  return changed.length;
}
