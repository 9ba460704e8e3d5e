import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { accountSettings } from '../accounts/index.ts';
import { permitMail, type Purpose } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { emailQueued } from './events.ts';
import { insertDeliveries, type LetterThread } from './queries/deliveries.ts';
import { recordLetterEvents } from './queries/letter-events.ts';

/** Letters of one message to a set of records, in the order of `recordIds`. */
export interface LettersToQueue {
  messageId: number;
  version: number;
  objectId: number;
  purpose: Purpose;
  topicId?: number | undefined;
  broadcastId?: number | undefined;
  letters: {
    recordIds: readonly number[];
    /** The arm of a split test each belongs to. */
    variants?: readonly (number | null)[];
    /** The version each is made from, where they differ. */
    versions?: readonly number[];
    /** When each may leave; at once where left out. */
    dueAts?: readonly Date[];
    /** The event each record is written to because of. */
    causeIds?: readonly (number | null)[];
  };
  /** Of the conversation that all of them belong to. */
  headers?: LetterThread | undefined;
  ids: NextIds;
}

/**
 * Queues one letter for each record that the gate lets through; the rest get their reason on record. Gives how many of each, and the id of the
 * first letter: those queued have consecutive ids in the order of the records. The gate is asked again when each letter leaves.
 */
export async function queueLetters(
  db: AccountDb,
  actor: Actor,
  asked: LettersToQueue,
): Promise<{ queued: number; refused: number; firstId: number | null }> {
  const { letters, objectId, purpose, messageId } = asked;
  const causeIds = letters.causeIds ?? letters.recordIds.map(() => null);
  const { permits, refused } = await permitMail(db, actor, { objectId, recordIds: letters.recordIds, purpose, causeIds, messageId });
  if (permits.length === 0) return { queued: 0, refused: refused.length, firstId: null };

  const positions = permits.map(({ position }) => position);
  const recordIds = positions.map((position) => letters.recordIds[position]!);
  const firstId = await asked.ids('delivery', positions.length);
  const eventIds = await newEventIds(db, positions.length);
  const { mode } = await accountSettings(db);
  await insertDeliveries(db, {
    firstId,
    messageId,
    purpose,
    objectId,
    topicId: asked.topicId ?? null,
    broadcastId: asked.broadcastId ?? null,
    headers: asked.headers ?? null,
    practising: mode === 'practising',
    recordIds,
    eventIds,
    versions: positions.map((position) => letters.versions?.[position] ?? asked.version),
    variants: positions.map((position) => letters.variants?.[position] ?? null),
    dueAts: positions.map((position) => letters.dueAts?.[position] ?? db.now),
  });
  await recordLetterEvents(
    db,
    actor,
    emailQueued,
    positions.map((position, index) => ({
      eventId: eventIds[index]!,
      deliveryId: firstId + index,
      objectId,
      recordId: recordIds[index]!,
      messageId,
      causeId: causeIds[position] ?? actor.causeId ?? null,
      purpose,
    })),
  );
  return { queued: positions.length, refused: refused.length, firstId };
}
