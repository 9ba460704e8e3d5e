import type { AccountDb } from '../app/db.ts';
import { mergedInto } from '../records/index.ts';
import { termsOf } from './permit-mail.ts';
import { consentsOf, type ConsentRow } from './queries/consents.ts';
import { verdictsOf } from './queries/verdict.ts';
import { PURPOSES, type ConsentLine, type PermissionCard, type Purpose, type Refusal } from './schema.ts';

const LONGEST_HISTORY = 50;

/**
 * What a person may be sent, on which channel, since when, and why not: the permission card. The very verdicts that sending gets. The history
 * holds what was said of records that were merged into this one; they give it no permission.
 */
export async function explainPermission(
  db: AccountDb,
  record: { objectId: number; id: number; email: string | null; emailStatus: number; smsNumber: string | null; smsStatus: number },
): Promise<PermissionCard> {
  const refusals = {} as Record<Purpose, Refusal | null>;
  const terms = await termsOf(db);
  for (const purpose of PURPOSES) {
    const [verdict] = await verdictsOf(db, terms, { objectId: record.objectId, recordIds: [record.id], causeIds: [null], purpose });
    refusals[purpose] = verdict!.reason;
  }
  const [latest] = (await consentsOf(db, record.objectId, [record.id], LONGEST_HISTORY))
    .filter(({ channel }) => channel === 'email')
    .map(consentLine);
  const merged = await mergedInto(db, record.objectId, record.id);
  const history = (await consentsOf(db, record.objectId, [record.id, ...merged], LONGEST_HISTORY)).map(consentLine);
  return {
    email: {
      address: record.email,
      status: record.emailStatus,
      refusals,
      since: latest?.at ?? null,
      how: latest?.how ?? null,
      evidence: latest?.evidence ?? null,
    },
    sms: { address: record.smsNumber, status: record.smsStatus },
    history,
  };
}

const consentLine = (row: ConsentRow): ConsentLine => ({
  id: row.id,
  channel: row.channel,
  state: row.state,
  how: row.how,
  sourceId: row.source_id,
  at: row.at.toISOString(),
  evidence: row.personal?.evidence ?? null,
});
