import type { AccountDb, Sql } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { accountSettings } from '../accounts/index.ts';
import { issuePermit, type Permit } from './permit.ts';
import { recordRefusals } from './queries/refusals.ts';
import { gateTerms, verdictCounts, verdictsOf, type GateTerms } from './queries/verdict.ts';
import type { Purpose, Refusal } from './schema.ts';

export interface MailRequest {
  objectId: number;
  recordIds: readonly number[];
  purpose: Purpose;
  /** The event each record is written to because of, in the order of recordIds. */
  causeIds?: readonly (number | null)[];
  /** The message the letters are made from. */
  messageId?: number;
}

export interface MailVerdicts {
  /** `position` is the place in recordIds. */
  permits: { position: number; recordId: number; permit: Permit }[];
  refused: { position: number; recordId: number; reason: Refusal }[];
}

/**
 * Asks the gate for a set of records: gives a permit for each that may be written to now and a reason for each that may not. Every
 * refusal is recorded as an event of the record, with its reason.
 */
export async function permitMail(db: AccountDb, actor: Actor, request: MailRequest): Promise<MailVerdicts> {
  if (request.recordIds.length === 0) return { permits: [], refused: [] };
  const { objectId, recordIds, purpose } = request;
  const causeIds = request.causeIds ?? recordIds.map(() => null);
  const rows = await verdictsOf(db, await termsOf(db), { objectId, recordIds, causeIds, purpose });

  const verdicts: MailVerdicts = { permits: [], refused: [] };
  for (const { position, record_id: recordId, reason, address } of rows) {
    if (reason === null) {
      const permit = issuePermit({ accountId: db.accountId, objectId, recordId, address: address!, purpose });
      verdicts.permits.push({ position, recordId, permit });
    } else {
      verdicts.refused.push({ position, recordId, reason });
    }
  }
  await recordRefusals(
    db,
    actor,
    rows.filter(({ reason }) => reason !== null),
    request,
  );
  return verdicts;
}

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
