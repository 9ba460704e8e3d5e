import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { EventKind } from '../app/kernel/domain.ts';
import { recordHardBounces } from '../compliance/index.ts';
import { newEventIds } from '../ledger/index.ts';
import { letterEvent } from './claim-letters.ts';
import { emailFailed, emailSent, emailUncertain } from './events.ts';
import { markOutcomes, type MarkedOutcome } from './queries/claiming.ts';
import type { DueLetter } from './queries/due-letters.ts';
import { noteReceivers } from './pace/note-receivers.ts';
import { recordLetterEvents } from './queries/letter-events.ts';
import { nextTry, type Failure } from './rules/classify-failure.ts';
import type { DeliveryStatus } from './schema.ts';
import type { WayOut } from './transports/ways-out.ts';

/** What came of handing a letter over: null where a server took it. */
export interface Handed {
  delivery: DueLetter;
  failure: Failure | null;
  /** The receiver's. */
  domain: string;
}

const KINDS: Partial<Record<DeliveryStatus, EventKind>> = { sent: emailSent, failed: emailFailed, uncertain: emailUncertain };

/** Notes what became of letters of a batch: in sets, and with it what follows for mailboxes that do not exist. */
export async function noteOutcomes(
  db: AccountDb,
  { way, batchId }: { way: WayOut; batchId: number },
  handed: readonly Handed[],
): Promise<void> {
  const outcomes = handed.map(({ delivery, failure }) => ({ delivery, ...outcomeOf(delivery, failure, db.now) }));
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
    told.map(({ delivery, event, ...outcome }) => ({
      ...outcome,
      id: delivery.id,
      eventId: outcome.status === 'queued' ? null : event.eventId,
    })),
    [batchId],
  );
  await noteReceivers(db, way.transportId, handed);
  const bounced = told.filter(({ isHardBounce }) => isHardBounce).map(({ event }) => event);
  for (const [objectId, events] of Map.groupBy(bounced, (event) => event.objectId)) {
    await recordHardBounces(
      db,
      system,
      objectId,
      events.map(({ recordId, messageId, eventId }) => ({ recordId, messageId, causeId: eventId })),
    );
  }
}

type Outcome = Omit<MarkedOutcome, 'id' | 'eventId'> & { isHardBounce: boolean };

/** What a letter's delivery becomes: a passing refusal is tried again, less and less often, until the tries are used up. */
function outcomeOf({ attempts }: DueLetter, failure: Failure | null, now: Date): Outcome {
  const base = { reason: failure?.reason ?? null, dueAt: null, bounceClass: null, isHardBounce: false };
  if (failure === null) return { ...base, status: 'sent' };
  if (failure.outcome === 'retry') {
    const dueAt = nextTry(attempts + 1, now);
    return { ...base, status: dueAt ? 'queued' : 'failed', dueAt };
  }
  if (failure.outcome === 'uncertain') return { ...base, status: 'uncertain' };
  return { ...base, status: 'failed', bounceClass: failure.bounceClass ?? null, isHardBounce: failure.outcome === 'hard_bounce' };
}
