import type { AccountDb } from '../app/db.ts';
import { usersOf } from '../accounts/index.ts';
import { mergedInto } from '../records/index.ts';
import { termsOf } from './permit-mail.ts';
import { confirmationOf } from './queries/confirmations.ts';
import { consentsOf, type ConsentRow } from './queries/consents.ts';
import { countedTopics, choicesOf } from './queries/topics.ts';
import { topicVerdicts, verdictsOf } from './queries/verdict.ts';
import { wishesOf } from './queries/wishes.ts';
import { PURPOSES, type ConsentLine, type PermissionCard, type Purpose, type Refusal, type TopicStanding } from './schema.ts';

const LONGEST_HISTORY = 100;
/** Lines that say whether mail is permitted at all. */
const LASTING: ReadonlySet<string> = new Set(['given', 'confirmed', 'declared', 'withdrawn']);

export interface ExplainedRecord {
  objectId: number;
  id: number;
  email: string | null;
  emailStatus: number;
  smsNumber: string | null;
  smsStatus: number;
  preferencesUrl: string | null;
}

/**
 * What a person may be sent, on which channel, about what, since when, and why not: the permission card. The very verdicts that sending gets.
 * The history holds what was said of records that were merged into this one; they give it no permission.
 */
export async function explainPermission(db: AccountDb, record: ExplainedRecord): Promise<PermissionCard> {
  const { objectId, id } = record;
  const terms = await termsOf(db);
  const refusals = {} as Record<Purpose, Refusal | null>;
  for (const purpose of PURPOSES) {
    const [verdict] = await verdictsOf(db, terms, { objectId, recordIds: [id], causeIds: [null], purpose });
    refusals[purpose] = verdict!.reason;
  }
  const own = await consentsOf(db, objectId, [id], LONGEST_HISTORY);
  const latest = own.find(({ channel, state, topic_id }) => channel === 'email' && topic_id === null && LASTING.has(state));
  const wishes = await wishesOf(db, objectId, id);
  const confirmation = await confirmationOf(db, objectId, id);
  return {
    email: {
      address: record.email,
      status: record.emailStatus,
      refusals,
      since: latest?.at.toISOString() ?? null,
      how: latest?.how ?? null,
      evidence: latest?.personal?.evidence ?? null,
    },
    topics: await topicStandings(db, terms, record),
    wishes: { frequency: wishes.frequency, pausedUntil: wishes.paused_until?.toISOString() ?? null },
    confirmation: confirmation
      ? {
          requestedAt: confirmation.requested_at.toISOString(),
          expiresAt: confirmation.expires_at.toISOString(),
          askedCount: confirmation.asked_count,
        }
      : null,
    preferencesUrl: record.preferencesUrl,
    sms: { address: record.smsNumber, status: record.smsStatus },
    history: await historyOf(db, objectId, [id, ...(await mergedInto(db, objectId, id))]),
  };
}

/** Whether letters about each topic would reach the person: one statement, the gate's. */
async function topicStandings(
  db: AccountDb,
  terms: Parameters<typeof topicVerdicts>[1],
  record: ExplainedRecord,
): Promise<TopicStanding[]> {
  const choices = await choicesOf(db, record.objectId, record.id);
  const rows = await topicVerdicts(db, terms, record);
  return rows.map(({ id, name, begins, is_public, reason }) => ({
    id,
    name,
    isPublic: is_public,
    wanted: choices.get(id) ?? begins === 'in',
    refusal: reason,
  }));
}

async function historyOf(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<ConsentLine[]> {
  const rows = await consentsOf(db, objectId, recordIds, LONGEST_HISTORY);
  const topics = rows.some(({ topic_id }) => topic_id !== null) ? await countedTopics(db) : [];
  const users = rows.some(({ how }) => how === 'user' || how === 'review') ? await usersOf(db) : [];
  return rows.map((row) => {
    const topic = topics.find(({ id }) => id === row.topic_id);
    const user = row.how === 'user' || row.how === 'review' ? users.find(({ id }) => id === row.source_id) : undefined;
    return consentLine(row, topic?.name, user?.name);
  });
}

const consentLine = (row: ConsentRow, topicName: string | undefined, userName: string | undefined): ConsentLine => ({
  id: row.id,
  channel: row.channel,
  state: row.state,
  how: row.how,
  sourceId: row.source_id,
  at: row.at.toISOString(),
  topic: row.topic_id === null ? null : { id: row.topic_id, name: topicName ?? '' },
  until: row.until?.toISOString() ?? null,
  evidence: row.personal?.evidence ?? null,
  page: row.personal?.page ?? null,
  ip: row.personal?.ip ?? null,
  by: userName ?? null,
});
