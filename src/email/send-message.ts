import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { Problem } from '../app/kernel/problem.ts';
import { accountSettings } from '../accounts/index.ts';
import { permitMail } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { emailQueued } from './events.ts';
import { insertDeliveries } from './queries/deliveries.ts';
import { recordLetterEvents } from './queries/letter-events.ts';
import { publishedMessage } from './queries/messages.ts';

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
  const { object_id: objectId, purpose, version } = message;
  const causeIds = asked.causeIds ?? asked.recordIds.map(() => null);
  const { permits, refused } = await permitMail(db, actor, {
    objectId,
    recordIds: asked.recordIds,
    purpose,
    causeIds,
    messageId: message.id,
  });
  if (permits.length === 0) return { queued: 0, refused: refused.length };

  const recordIds = permits.map(({ recordId }) => recordId);
  const firstId = await asked.ids('delivery', permits.length);
  const eventIds = await newEventIds(db, permits.length);
  const { mode } = await accountSettings(db);
  await insertDeliveries(db, {
    firstId,
    messageId: message.id,
    version,
    purpose,
    objectId,
    practising: mode === 'practising',
    recordIds,
    eventIds,
  });
  await recordLetterEvents(
    db,
    actor,
    emailQueued,
    permits.map(({ position, recordId }, index) => ({
      eventId: eventIds[index]!,
      deliveryId: firstId + index,
      objectId,
      recordId,
      messageId: message.id,
      causeId: causeIds[position] ?? actor.causeId ?? null,
    })),
  );
  return { queued: permits.length, refused: refused.length };
}
