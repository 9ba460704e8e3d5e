import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { type ConversationRow, lockedConversations } from './queries/conversations.ts';
import { visibleInboxes } from './visible-inboxes.ts';

/** Conversations somebody has chosen, locked; those merged away meanwhile are left out. Refuses `not_found` when one is not theirs to see. */
export async function chosenConversations(db: AccountDb, viewer: Viewer, ids: readonly number[]): Promise<ConversationRow[]> {
  const mine = new Set((await visibleInboxes(db, viewer)).map(({ id }) => id));
  const found = await lockedConversations(db, ids);
  if (found.length === 0 || found.some(({ inbox_id }) => !mine.has(inbox_id))) throw notFound('conversation');
  return found;
}
