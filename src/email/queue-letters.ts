import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { accountSettings } from '../accounts/index.ts';
import { judgeMail, type Purpose } from '../compliance/index.ts';
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

export interface LettersQueued {
  queued: number;
  refused: number;
  /** How many were refused, by the gate's reason. */
  reasons: Readonly<Record<string, number>>;
  firstId: number | null;
}

/**
 * Queues one letter for each record that the gate lets through; the rest get their reason on record. Gives how many of each, and the id of the
 * first letter: those queued have consecutive ids in the order of the records. The gate is asked again when each letter leaves.
 */
export async function queueLetters(db: AccountDb, actor: Actor, asked: LettersToQueue): Promise<LettersQueued> {
  const { letters, objectId, purpose, messageId } = asked;
  const causeIds = letters.causeIds ?? letters.recordIds.map(() => null);
  const request = { objectId, recordIds: letters.recordIds, purpose, topicId: asked.topicId, causeIds, messageId };
  const { allowed: positions, refused } = await judgeMail(db, actor, request);
  const reasons: Record<string, number> = {};
  for (const { reason } of refused) reasons[reason] = (reasons[reason] ?? 0) + 1;
  if (positions.length === 0) return { queued: 0, refused: refused.length, reasons, firstId: null };

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
  return { queued: positions.length, refused: refused.length, reasons, firstId };
}
