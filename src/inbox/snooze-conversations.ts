import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { conversationSnoozed } from './events.ts';
import { type ConversationRow, writeState } from './queries/conversations.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';

/** Puts conversations off until a time by the account's clock, at which they are open again. Gives how many. Refuses `not_in_future`. */
export async function snoozeConversations(
  db: AccountDb,
  actor: Actor,
  conversations: readonly Pick<ConversationRow, 'id' | 'inbox_id'>[],
  until: Date,
): Promise<number> {
  if (until <= db.now) throw new Problem('not_in_future', 'The time until which it rests must lie in the future. Choose a later one.');
  const changed = await writeState(
    db,
    conversations.map(({ id }) => id),
    { state: 'snoozed', snoozedUntil: until },
  );
  await tellConversations(
    db,
    actor,
    conversationSnoozed,
    changed.map((id) => ({ id, data: { until: until.toISOString() } })),
  );
  tellPages(db, conversations);
  return changed.length;
}
