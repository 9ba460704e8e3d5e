import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { publishedMessage } from './queries/messages.ts';
import { queueLetters } from './queue-letters.ts';

export interface MessageForRecords {
  messageId: number;
  objectId: number;
  recordIds: readonly number[];
  /** The event each record is written to because of, in the order of recordIds. */
  causeIds?: readonly (number | null)[];
  ids: NextIds;
}

/**
 * Sends the published version of a message to a set of records: one letter is queued for each that the gate lets through, the rest get
 * their reason on record. Gives how many of each. The gate is asked again when each letter leaves.
 * Refuses with `message_not_published` and `message_of_other_object`.
 */
export async function sendMessage(db: AccountDb, actor: Actor, asked: MessageForRecords): Promise<{ queued: number; refused: number }> {
  const message = await publishedMessage(db, asked.messageId);
  if (!message) throw new Problem('message_not_published', 'This message is not published, or was deleted. Publish it first.');
  if (message.object_id !== asked.objectId)
    throw new Problem('message_of_other_object', 'This message is written for another kind of record.');
  const { queued, refused } = await queueLetters(db, actor, {
    messageId: message.id,
    version: message.version,
    objectId: message.object_id,
    purpose: message.purpose,
    topicId: message.topic_id ?? undefined,
    letters: { recordIds: asked.recordIds, ...(asked.causeIds ? { causeIds: asked.causeIds } : {}) },
    ids: asked.ids,
  });
  return { queued, refused };
}
