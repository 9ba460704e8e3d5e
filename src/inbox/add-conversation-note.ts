import { usersOf, viewerOf } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { mentionsIn } from '../records/index.ts';
import { conversationMentioned, conversationNoted } from './events.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { insertEntry, PLAIN_ENTRY } from './queries/entries.ts';
import { allInboxes } from './queries/inboxes.ts';
import { deleteDraft, markReadUpTo } from './queries/reading.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';
import { answersIn } from './visible-inboxes.ts';

const MOST_MENTIONED = 50;

/**
 * Writes a note among colleagues into a conversation and tells whom it names. Gives its id. Refuses `mention_unseen` for somebody who does not answer
 * in the inbox, and `too_many_mentions`.
 */
export async function addConversationNote(
  db: AccountDb,
  actor: Actor,
  ids: NextIds,
  { conversation, text, userId }: { conversation: ConversationRow; text: string; userId: number },
): Promise<number> {
  const mentioned = await colleaguesNamed(db, conversation.inbox_id, text);
  const id = await ids('conversation-entry', 1);
  await insertEntry(
    db,
    { ...PLAIN_ENTRY, id, conversation_id: conversation.id, kind: 'note', author_id: userId, text: text.trim() },
    { state: null, isNews: true, excerpt: null },
  );
  await markReadUpTo(db, conversation.id, userId, id);
  await deleteDraft(db, { conversationId: conversation.id, userId, kind: 'note' });
  await tellConversations(db, actor, conversationNoted, [{ id: conversation.id, data: { entry: id } }]);
  if (mentioned.length > 0)
    await tellConversations(db, actor, conversationMentioned, [{ id: conversation.id, data: { entry: id, userIds: mentioned } }]);
  tellPages(db, [conversation]);
  return id;
}

async function colleaguesNamed(db: AccountDb, inboxId: number, text: string): Promise<number[]> {
  const named = mentionsIn(text);
  if (named.length === 0) return [];
  if (named.length > MOST_MENTIONED)
    throw new Problem('too_many_mentions', `A note may name at most ${MOST_MENTIONED} people. Take some out.`);
  const users = (await usersOf(db)).filter(({ hasLeft }) => !hasLeft);
  const inbox = (await allInboxes(db)).find(({ id }) => id === inboxId)!;
  for (const id of named) {
    const user = users.find((one) => one.id === id);
    if (!user) throw new Problem('no_such_user', 'The note names somebody who is not in this account. Take the mention out.');
    if (!answersIn(await viewerOf(db, id), inbox))
      throw new Problem(
        'mention_unseen',
        `${user.name} does not answer in the inbox “${inbox.name}”. Take the mention out, or let them in.`,
      );
  }
  return named;
}
