import type { AccountDb } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { keepDraft } from '../queries/message-drafts.ts';
import { lockMessage } from '../queries/messages.ts';
import { refuseOutdated, updateMessage } from '../update-message.ts';
import { sourceAt } from './source-at.ts';

/**
 * Makes a message say again what it said at another time; what it says now is kept. Nothing is published by it. Refuses with `message_changed`
 * when somebody else has changed it meanwhile.
 */
export async function restoreMessage(
  db: AccountDb,
  actor: Actor,
  asked: { messageId: number; revision: number; to: string },
): Promise<void> {
  const row = await lockMessage(db, asked.messageId);
  if (!row) throw notFound('message');
  refuseOutdated(row, asked.revision);
  const { subject, preheader, body, text_part } = await sourceAt(db, asked.messageId, asked.to);
  await keepDraft(db, asked.messageId);
  await updateMessage(db, actor, asked.messageId, { revision: asked.revision, subject, preheader, body, textPart: text_part });
}
