import type { AccountDb } from '../app/db.ts';
import { notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { allInboxes, type InboxRow } from './queries/inboxes.ts';
import { conversationById, type ConversationRow } from './queries/conversations.ts';

/** The right to see and answer conversations at all. */
export const USE_INBOX = 'inbox.use';

/** Whether somebody answers in an inbox: it is everybody's, or theirs among others'. Owners see every one. */
export const answersIn = (viewer: Viewer, { is_for_all, user_ids }: Pick<InboxRow, 'is_for_all' | 'user_ids'>): boolean =>
  viewer.can(USE_INBOX) && (viewer.isOwner || is_for_all || user_ids.includes(viewer.userId));

/** The inboxes whose conversations somebody may see and answer. */
export const visibleInboxes = async (db: AccountDb, viewer: Viewer): Promise<InboxRow[]> =>
  (await allInboxes(db)).filter((inbox) => answersIn(viewer, inbox));

/** A conversation, or the one it was merged into, for somebody of its inbox; locked where it is to be changed. Refuses `not_found`. */
export async function conversationFor(db: AccountDb, viewer: Viewer, id: number, lock = false): Promise<ConversationRow> {
  const conversation = await conversationById(db, id, lock);
  const inbox = conversation && (await visibleInboxes(db, viewer)).find((one) => one.id === conversation.inbox_id);
  if (!conversation || !inbox) throw notFound('conversation');
  return conversation;
}
