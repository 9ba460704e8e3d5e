import type { AccountDb, Database } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { EventKind } from '../app/kernel/domain.ts';
import { recordHardBounce } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { claimLetters, letterEvent, type ClaimedLetter } from './claim-letters.ts';
import { emailFailed, emailSent, emailUncertain } from './events.ts';
import { markOutcomes, type DeliveryRow } from './queries/deliveries.ts';
import { recordLetterEvents } from './queries/letter-events.ts';
import { classifyFailure, nextTry, type Failure, type SmtpError } from './rules/classify-failure.ts';
import type { DeliveryStatus } from './schema.ts';
import { installationServer } from './smtp/sender.ts';
import { keptTransport, type Transport } from './smtp/transport.ts';

interface Outcome {
  delivery: DeliveryRow;
  status: DeliveryStatus;
  reason: string | null;
  isHardBounce: boolean;
  dueAt: Date | null;
}

const KINDS: Partial<Record<DeliveryStatus, EventKind>> = { sent: emailSent, failed: emailFailed, uncertain: emailUncertain };

/**
 * Moves one batch of an account's due letters: claims them in one transaction, hands those that may leave to the mail server, and notes
 * what became of each in another. Gives how many it moved. A letter leaves at most once: it is marked before it is handed over, and where
 * nobody can know whether it was taken, it is not repeated.
 */
export async function sendDueLetters(database: Database, accountId: number): Promise<number> {
  const installation = await installationServer(database);
  const { letters, server, moved } = await database.account(accountId, (db) => claimLetters(db, database, installation));
  if (letters.length === 0) return moved;
  const outcomes = await handOver(keptTransport(server!), letters);
  await database.account(accountId, (db) => noteOutcomes(db, outcomes));
  return moved;
}

async function handOver(
  transport: Transport,
  letters: readonly ClaimedLetter[],
): Promise<{ delivery: DeliveryRow; failure: Failure | null }[]> {
  return Promise.all(
    letters.map(async ({ delivery, permit, letter }) => {
      try {
        await transport.send(permit, letter);
        return { delivery, failure: null };
      } catch (error) {
        return { delivery, failure: classifyFailure(error as SmtpError) };
      }
    }),
  );
}

async function noteOutcomes(db: AccountDb, handed: readonly { delivery: DeliveryRow; failure: Failure | null }[]): Promise<void> {
  const outcomes = handed.map(({ delivery, failure }) => outcomeOf(delivery, failure, db.now));
  const eventIds = await newEventIds(db, outcomes.length);
  const told = outcomes.map((outcome, index) => ({
    ...outcome,
    event: { ...letterEvent(outcome.delivery, eventIds[index]!), reason: outcome.reason },
  }));
  for (const [status, kind] of Object.entries(KINDS)) {
    await recordLetterEvents(
      db,
      system,
      kind,
      told.filter((outcome) => outcome.status === status).map(({ event }) => event),
    );
  }
  await markOutcomes(
    db,
    told.map(({ delivery, status, reason, dueAt, event }) => ({
      id: delivery.id,
      status,
      reason,
      dueAt,
      eventId: status === 'queued' ? null : event.eventId,
    })),
  );
  for (const { delivery, event } of told.filter(({ isHardBounce }) => isHardBounce)) {
    await recordHardBounce(db, system, {
      objectId: delivery.object_id,
      recordId: delivery.record_id,
      messageId: delivery.message_id,
      causeId: event.eventId,
    });
  }
}

/** What a letter's delivery becomes: a passing refusal is tried again, less and less often, until the tries are used up. */
function outcomeOf(delivery: DeliveryRow, failure: Failure | null, now: Date): Outcome {
  if (failure === null) return { delivery, status: 'sent', reason: null, isHardBounce: false, dueAt: null };
  const { outcome, reason } = failure;
  if (outcome === 'retry') {
    const dueAt = nextTry(delivery.attempts + 1, now);
    return { delivery, status: dueAt ? 'queued' : 'failed', reason, isHardBounce: false, dueAt };
  }
  return {
    delivery,
    status: outcome === 'uncertain' ? 'uncertain' : 'failed',
    reason,
    isHardBounce: outcome === 'hard_bounce',
    dueAt: null,
  };
}
