import { accountSettings } from '../accounts/index.ts';
import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { conversationAnswered, conversationClosed } from './events.ts';
import type { ConversationRow } from './queries/conversations.ts';
import { lastInbound, newestAnswer, refsOf } from './queries/entries.ts';
import { channelById } from './queries/inboxes.ts';
import { answerText } from './rules/answer-text.ts';
import { answerSubject } from './rules/subject-key.ts';
import type { Answer } from './schema.ts';
import { tellConversations } from './queries/sets.ts';
import { sayInConversation } from './say-in-conversation.ts';
import { takeSender } from './take-sender.ts';

const MOST_REFS = 20;

/**
 * Answers in a conversation by a letter to the one it is with, quoting what they wrote last; an unknown sender becomes a contact by it. Gives the id of
 * the entry. Refuses `answered_meanwhile` where somebody else was quicker, `nobody_to_answer`, and `answer_refused` with the reason of the gate.
 */
export async function answerConversation(
  db: AccountDb,
  actor: Actor,
  { conversation, answer, viewer, ids }: { conversation: ConversationRow; answer: Answer; viewer: Viewer; ids: NextIds },
): Promise<number> {
  await refuseSecond(db, conversation, answer, viewer.userId);
  const record = await takeSender(db, actor, { conversation, viewer, ids });
  const last = await lastInbound(db, conversation.id);
  const channel = await channelById(db, conversation.channel_id);
  const entryId = await sayInConversation(db, actor, {
    conversation,
    record,
    channel,
    userId: viewer.userId,
    subject: answerSubject(conversation.subject ?? ''),
    text: answer.text.trim(),
    letter: answerText(answer.text, channel?.signature ?? '', answer.quote && last ? await quotationOf(db, last) : undefined),
    headers: last?.message_ref ? { inReplyTo: last.message_ref, references: await refsOf(db, conversation.id, MOST_REFS) } : undefined,
    state: answer.afterwards === 'close' ? 'closed' : 'waiting',
    ids,
  });
  await tellConversations(db, actor, conversationAnswered, [{ id: conversation.id, data: { entry: entryId } }]);
  if (answer.afterwards === 'close' && conversation.state !== 'closed')
    await tellConversations(db, actor, conversationClosed, [{ id: conversation.id }]);
  return entryId;
}

async function quotationOf(
  db: AccountDb,
  { at, name, address, text }: { at: Date; name: string | null; address: string | null; text: string | null },
) {
  const { timeZone, locale } = await accountSettings(db);
  const when = new Intl.DateTimeFormat(locale || 'en', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
  return { introduction: `On ${when}, ${name || address || ''} wrote:`, text: text ?? '' };
}

/** Two colleagues who answer at the same time: the second sees what the first has said before adding to it. */
async function refuseSecond(db: AccountDb, conversation: ConversationRow, { seen }: Answer, userId: number): Promise<void> {
  if (seen === undefined) return;
  const newest = await newestAnswer(db, conversation.id);
  if (!newest || newest.id <= seen || newest.author_id === userId) return;
  throw new Problem(
    'answered_meanwhile',
    'A colleague has answered meanwhile. Read what they said, then send yours if it is still needed.',
    {
      status: 409,
      details: { entry: newest.id },
    },
  );
}
