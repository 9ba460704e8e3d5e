import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { accountSettings } from '../accounts/index.ts';
import { holdBack, type Held } from './hold-back.ts';
import { issuePermit, type Permit } from './permit.ts';
import { gateTerms, whileQueueing, type GateTerms } from './queries/gate-terms.ts';
import { recordRefusals } from './queries/refusals.ts';
import { verdictCounts, verdictsOf, type VerdictRow } from './queries/verdict.ts';
import { topicById } from './queries/wishes-verdict.ts';
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
  /**
   * Those that wait: sending is stopped or slowed down, or the person was sent something this moment. They are no refusals, and nothing is
   * recorded of them. Ask again at `until`; null where nobody knows when (ask when `sendingHalted` says no).
   */
  held: { position: number; recordId: number; reason: Hold; until: Date | null }[];
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
  const rows = await askGate(db, await termsOf(db), request);
  const stopped = rows.filter((row): row is VerdictRow & { reason: Hold } => isHold(row.reason));
  const refused = rows.filter((row): row is VerdictRow & { reason: Refusal } => row.reason !== null && !isHold(row.reason));
  const { free, held } = await holdBack(
    db,
    request,
    rows.filter(({ reason }) => reason === null),
  );
  await recordRefusals(db, actor, refused, request);
  return {
    permits: free.map((row) => permitOf(db, request, row)),
    refused: refused.map(({ position, record_id: recordId, reason }) => ({ position, recordId, reason })),
    held: [...stopped.map((row): Held => ({ row, reason: row.reason, until: null })), ...held].map(({ row, reason, until }) => ({
      position: row.position,
      recordId: row.record_id,
      reason,
      until,
    })),
  };
}

/**
 * Asks the gate for letters that are to be queued: no permits are made, for the gate is asked again when each letter leaves. A stop of
 * sending, a pause and a cap keep nothing from the queue: they may be over by then. Every refusal is recorded as `permitMail` does.
 */
export async function judgeMail(db: AccountDb, actor: Actor, request: MailRequest): Promise<QueueVerdicts> {
  if (request.recordIds.length === 0) return { allowed: [], refused: [] };
  const rows = await askGate(db, whileQueueing(await termsOf(db)), request);
  const refused = rows.filter(({ reason }) => reason !== null);
  await recordRefusals(db, actor, refused, request);
  return {
    allowed: rows.filter(({ reason }) => reason === null).map(({ position }) => position),
    refused: refused.map(({ position, reason }) => ({ position, reason: reason! })),
  };
}

/** How many of a set (`members`, a select of `id`) would get a letter for this purpose: reason null; and how many not, by reason. */
export async function countVerdicts(
  db: AccountDb,
  asked: { objectId: number; members: Sql; purpose: Purpose; topicId?: number | null | undefined },
): Promise<{ reason: Refusal | null; count: number }[]> {
  return verdictCounts(db, await termsOf(db), { ...asked, topic: topicOf(db, asked) });
}

/** The gate's terms for the account of this transaction. */
export async function termsOf(db: AccountDb): Promise<GateTerms> {
  const { postalAddress } = await accountSettings(db);
  return gateTerms(db, postalAddress.trim() !== '');
}

function askGate(db: AccountDb, terms: GateTerms, request: MailRequest): Promise<VerdictRow[]> {
  const { objectId, recordIds, purpose } = request;
  const causeIds = request.causeIds ?? recordIds.map(() => null);
  return verdictsOf(db, terms, { objectId, recordIds, causeIds, purpose, topic: topicOf(db, request) });
}

const topicOf = (db: AccountDb, { topicId, purpose }: Pick<MailRequest, 'topicId' | 'purpose'>) =>
  topicId === undefined || topicId === null || purpose !== 'bulk' ? undefined : topicById(db.accountId, topicId);

function permitOf(db: AccountDb, { objectId, purpose }: MailRequest, row: VerdictRow): MailVerdicts['permits'][number] {
  const { position, record_id: recordId, address } = row;
  return { position, recordId, permit: issuePermit({ accountId: db.accountId, objectId, recordId, address: address!, purpose }) };
}

const isHold = (reason: string | null): reason is Hold => reason !== null && (HOLDS as readonly string[]).includes(reason);
