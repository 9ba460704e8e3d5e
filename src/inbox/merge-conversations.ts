import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import { conversationMerged } from './events.ts';
import { type ConversationRow, foldInto } from './queries/conversations.ts';
import { tellConversations } from './queries/sets.ts';
import { tellPages } from './tell-pages.ts';

/**
 * Folds a conversation into another of the same person, in which all that was said in both then stands. Refuses `same_conversation` and
 * `other_person`: nobody is answered with what somebody else wrote.
 */
export async function mergeConversations(db: AccountDb, actor: Actor, from: ConversationRow, into: ConversationRow): Promise<void> {
  if (from.id === into.id) throw new Problem('same_conversation', 'This is one and the same conversation. Choose another.');
  if (!isSamePerson(from, into))
    throw new Problem('other_person', 'These conversations are with two people. Merge the people first, if they are one and the same.');
  await foldInto(db, from.id, into.id);
  await tellConversations(db, actor, conversationMerged, [{ id: into.id, data: { merged: from.id } }]);
  tellPages(db, [from, into]);
}

const isSamePerson = (one: ConversationRow, other: ConversationRow): boolean =>
  one.record_id === null || other.record_id === null
    ? one.address !== null && one.address === other.address
    : one.object_id === other.object_id && one.record_id === other.record_id;
