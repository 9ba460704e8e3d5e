import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { accountSettings } from '../accounts/index.ts';
import { issuePermit, type Permit } from './permit.ts';
import { recordRefusals } from './queries/refusals.ts';
import { gateTerms, verdictCounts, verdictsOf, whileQueueing, type GateTerms } from './queries/verdict.ts';
import { HOLDS, type Hold, type Purpose, type Refusal } from './schema.ts';

export interface MailRequest {
  objectId: number;
  recordIds: readonly number[];
  purpose: Purpose;
  /** What the letter is about; bulk mail alone asks for it. */
  topicId?: number | null | undefined;
  /** The event each record is written to because of, in the order of recordIds. */
  causeIds?: readonly (number | null)[];
  /** The message the letters are made from. */
  messageId?: number;
}

export interface MailVerdicts {
  /** `position` is the place in recordIds. */
  permits: { position: number; recordId: number; permit: Permit }[];
  refused: { position: number; recordId: number; reason: Refusal }[];
  /** Those that wait: sending is stopped, or throttled. They are no refusals, nothing is recorded of them; ask again later. */
  held: { position: number; recordId: number; reason: Hold }[];
}

/** What may be queued: the places in recordIds. */
export interface QueueVerdicts {
  allowed: number[];
  refused: { position: number; reason: Refusal }[];
}

/**
 * Asks the gate for a set of records: gives a permit for each that may be written to now and a reason for each that may not. Every
 * refusal is recorded as an event of the record, with its reason.
 */
export async function permitMail(db: AccountDb, actor: Actor, request: MailRequest): Promise<MailVerdicts> {
  if (request.recordIds.length === 0) return { permits: [], refused: [], held: [] };
  const { objectId, recordIds, purpose } = request;
  const causeIds = request.causeIds ?? recordIds.map(() => null);
  const rows = await verdictsOf(db, await termsOf(db), { objectId, recordIds, causeIds, purpose });

  const verdicts: MailVerdicts = { permits: [], refused: [], held: [] };
  for (const { position, record_id: recordId, reason, address } of rows) {
    if (reason === null) {
      const permit = issuePermit({ accountId: db.accountId, objectId, recordId, address: address!, purpose });
      verdicts.permits.push({ position, recordId, permit });
    } else if (isHold(reason)) {
      verdicts.held.push({ position, recordId, reason });
    } else {
      verdicts.refused.push({ position, recordId, reason });
    }
  }
  await recordRefusals(
    db,
    actor,
    rows.filter(({ reason }) => reason !== null && !isHold(reason)),
    request,
  );
  return verdicts;
}

/**
 * Asks the gate for letters that are to be queued: no permits are made, for the gate is asked again when each letter leaves. A stop of
 * sending keeps nothing from the queue, where letters wait for its end. Every refusal is recorded as `permitMail` does.
 */
export async function judgeMail(db: AccountDb, actor: Actor, request: MailRequest): Promise<QueueVerdicts> {
  if (request.recordIds.length === 0) return { allowed: [], refused: [] };
  const { objectId, recordIds, purpose } = request;
  const causeIds = request.causeIds ?? recordIds.map(() => null);
  const terms = whileQueueing(await termsOf(db));
  const rows = await verdictsOf(db, terms, { objectId, recordIds, causeIds, purpose });
  const refused = rows.filter(({ reason }) => reason !== null);
  await recordRefusals(db, actor, refused, request);
  return {
    allowed: rows.filter(({ reason }) => reason === null).map(({ position }) => position),
    refused: refused.map(({ position, reason }) => ({ position, reason: reason! })),
  };
}

const isHold = (reason: string): reason is Hold => (HOLDS as readonly string[]).includes(reason);

/** How many of a set (`members`, a select of `id`) would get a letter for this purpose: reason null; and how many not, by reason. */
export async function countVerdicts(
  db: AccountDb,
  asked: { objectId: number; members: Sql; purpose: Purpose },
): Promise<{ reason: Refusal | null; count: number }[]> {
  return verdictCounts(db, await termsOf(db), asked);
}

/** The gate's terms for the account of this transaction. */
export async function termsOf(db: AccountDb): Promise<GateTerms> {
  const { postalAddress } = await accountSettings(db);
  return gateTerms(db.accountId, postalAddress.trim() !== '');
}
