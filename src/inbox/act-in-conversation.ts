import type { AccountDb } from '../app/db.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { addConversationNote } from './add-conversation-note.ts';
import { answerConversation } from './answer-conversation.ts';
import { conversationById } from './queries/conversations.ts';
import { conversationOfMail } from './queries/entries.ts';

/** What somebody does about a mail that came: answer it, note something on it, or both. Nothing, where it made no conversation. */
export async function actInConversation(
  db: AccountDb,
  act: { inboundId: number; viewer: Viewer; ids: NextIds; answer?: string; note?: string; isClosed?: boolean },
): Promise<void> {
  const id = await conversationOfMail(db, act.inboundId);
  const conversation = id === undefined ? undefined : await conversationById(db, id, true);
  if (!conversation) return;
  const { viewer, ids } = act;
  const actor = { type: 'user', id: String(viewer.userId) } as const;
  if (act.note !== undefined) await addConversationNote(db, actor, ids, { conversation, text: act.note, userId: viewer.userId });
  if (act.answer !== undefined) {
    const answer = { text: act.answer, quote: true, afterwards: act.isClosed ? 'close' : 'wait' } as const;
    await answerConversation(db, actor, { conversation, answer, viewer, ids });
  }
}
