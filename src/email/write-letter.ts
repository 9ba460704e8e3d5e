import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { accountSettings } from '../accounts/index.ts';
import type { Document } from '../documents/index.ts';
import { compiledMessage } from './letters/compiled-message.ts';
import { insertHiddenMessage } from './queries/hidden-messages.ts';
import { insertVersion, type MessageRow } from './queries/messages.ts';
import { queueLetters } from './queue-letters.ts';
import type { LetterSender } from './schema.ts';

export interface TypedLetter {
  objectId: number;
  recordId: number;
  subject: string;
  body: Document;
  sender: LetterSender;
  replyTo?: string;
  /** The mail it answers, and those before it, by their Message-IDs. */
  headers?: { inReplyTo: string; references: readonly string[] };
  ids: NextIds;
}

/**
 * Sends a letter typed to one person, which is no message to choose from. Gives the letter's id, null where the gate refuses it: the reason is on record.
 */
export async function writeLetter(db: AccountDb, actor: Actor, letter: TypedLetter): Promise<{ deliveryId: number | null }> {
  const { objectId, recordId, subject, body, sender, replyTo = '', headers, ids } = letter;
  const messageId = await ids('message', 1);
  const message = { purpose: 'one-to-one', subject, preheader: '', body, from_name: '', reply_to: replyTo, sender, utm: null };
  await insertHiddenMessage(db, { id: messageId, objectId, ...message });
  const compiled = await compiledMessage(message as typeof message & Pick<MessageRow, 'purpose'>, await accountSettings(db));
  const publishedBy = actor.type === 'user' ? Number(actor.id) : null;
  await insertVersion(db, { ...compiled, message_id: messageId, version: 1, revision: 1, publishedBy });
  const { firstId } = await queueLetters(db, actor, {
    messageId,
    version: 1,
    objectId,
    purpose: 'one-to-one',
    letters: { recordIds: [recordId] },
    ...(headers ? { headers: { inReplyTo: headers.inReplyTo, references: headers.references.join(' ') } } : {}),
    ids,
  });
  return { deliveryId: firstId };
}
