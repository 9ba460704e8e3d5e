import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { writeLetter } from '../email/index.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { insertEntry, PLAIN_ENTRY } from './queries/entries.ts';
import type { ChannelRow } from './queries/inboxes.ts';
import { deleteDraft, markReadUpTo } from './queries/reading.ts';
import { withoutMergeFields } from './rules/answer-text.ts';
import { excerptOf } from './rules/excerpt.ts';
import type { ConversationState } from './schema.ts';
import { tellPages } from './tell-pages.ts';

export interface Saying {
  conversation: Pick<ConversationRow, 'id' | 'inbox_id'>;
  record: { objectId: number; id: number };
  channel: ChannelRow | undefined;
  userId: number;
  subject: string;
  /** As it stands in the conversation. */
  text: string;
  /** As it leaves. */
  letter: string;
  headers: { inReplyTo: string; references: string[] } | undefined;
  state: ConversationState;
  ids: NextIds;
}

/** Writes a letter to whom a conversation is with, and puts it in there. Gives the id of the entry. Refuses `answer_refused`. */
export async function sayInConversation(db: AccountDb, actor: Actor, saying: Saying): Promise<number> {
  const { conversation, record, channel, userId, ids } = saying;
  const isOwnAddress = channel?.kind === 'address' && channel.address !== null;
  const { deliveryId, refused } = await writeLetter(db, actor, {
    objectId: record.objectId,
    recordId: record.id,
    subject: withoutMergeFields(saying.subject),
    body: { kind: 'plain', text: saying.letter },
    sender: isOwnAddress ? { from: 'address', address: channel.address!, name: channel.from_name } : { from: 'account' },
    ...(isOwnAddress ? { replyTo: channel.address! } : {}),
    ...(saying.headers ? { headers: saying.headers } : {}),
    ids,
  });
  if (deliveryId === null)
    throw new Problem('answer_refused', 'They may not be written to. Their permission, on their record, says why.', {
      details: { reason: refused },
    });
  const id = await ids('conversation-entry', 1);
  await insertEntry(
    db,
    {
      ...PLAIN_ENTRY,
      id,
      conversation_id: conversation.id,
      kind: 'out',
      author_id: userId,
      subject: saying.subject,
      text: saying.text,
      delivery_id: deliveryId,
    },
    { state: saying.state, isNews: false, excerpt: excerptOf(saying.text) },
  );
  await markReadUpTo(db, conversation.id, userId, id);
  await deleteDraft(db, { conversationId: conversation.id, userId });
  tellPages(db, [conversation]);
  return id;
}
