import type { AccountDb } from '../../app/db.ts';
import { system } from '../../app/kernel/actor.ts';
import type { Follower, NextIds } from '../../app/kernel/domain.ts';
import { consentRequested } from '../../compliance/index.ts';
import { objectShapes } from '../../records/index.ts';
import { askedInBatch } from '../queries/confirmation-messages.ts';
import { queueLetters } from '../queue-letters.ts';
import { confirmationMessage } from './confirmation-message.ts';

/** Sends the letter with the link to everybody whom a batch says to ask. */
async function askForConfirmation(db: AccountDb, batchId: number, _kinds: readonly string[], ids: NextIds): Promise<void> {
  for (const { id: objectId } of (await objectShapes(db)).filter(({ person }) => person)) {
    const asked = await askedInBatch(db, batchId, objectId);
    if (asked.length === 0) continue;
    const message = await confirmationMessage(db, ids, objectId);
    await queueLetters(db, system, {
      messageId: message.id,
      version: message.version,
      objectId,
      purpose: 'confirmation',
      letters: { recordIds: asked.map(({ record_id }) => record_id), causeIds: asked.map(({ id }) => id) },
      ids,
    });
  }
}

export const confirmations: Follower = { name: 'email.confirmations', kinds: [consentRequested.kind], follow: askForConfirmation };
