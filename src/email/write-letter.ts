import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { publishMessage } from './publish-message.ts';
import { insertHiddenMessage } from './queries/hidden-messages.ts';
import { forgetTypedWords } from './queries/typed-letters.ts';
import { queueLetters } from './queue-letters.ts';
import { oneLine } from './rules/headers.ts';
import type { Document } from '../documents/index.ts';
import type { LetterSender } from './schema.ts';

export interface TypedLetter {
  objectId: number;
  recordId: number;
  subject: string;
  body: Document;
  sender: LetterSender;
  replyTo?: string | undefined;
  /** The mail it answers, and those before it, by their Message-IDs. */
  headers?: { inReplyTo: string; references: readonly string[] } | undefined;
  ids: NextIds;
}

/**
 * Writes a letter to one person: a message that nobody chooses from, with one version, and its one letter. Gives the letter, or the gate's reason
 * why there is none, and then keeps no word of it. Refuses with `message_unpublishable` what cannot be sent as it stands.
 */
export async function writeLetter(
  db: AccountDb,
  actor: Actor,
  letter: TypedLetter,
): Promise<{ deliveryId: number; refused?: undefined } | { deliveryId: null; refused: string }> {
  const { objectId, recordId, ids } = letter;
  const messageId = await ids('message', 1);
  const subject = oneLine(letter.subject, 300);
  const { body, sender, headers } = letter;
  await insertHiddenMessage(db, { id: messageId, objectId, purpose: 'one-to-one', subject, body, reply_to: letter.replyTo ?? '', sender });
  const version = await publishMessage(db, actor, messageId);
  const { firstId, reasons } = await queueLetters(db, actor, {
    messageId,
    version,
    objectId,
    purpose: 'one-to-one',
    letters: { recordIds: [recordId] },
    ...(headers ? { headers: { inReplyTo: headers.inReplyTo, references: headers.references.join(' ') } } : {}),
    ids,
  });
  if (firstId !== null) return { deliveryId: firstId };
  // Without a letter nothing says whose words they are, and an erasure would not find them.
  await forgetTypedWords(db, [messageId]);
  return { deliveryId: null, refused: Object.keys(reasons)[0]! };
}
