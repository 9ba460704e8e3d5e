import { sql, type AccountDb } from '../../app/db.ts';
import type { CameFrom, Place } from '../../visits/index.ts';

/** What stays of a submission that belongs to its person. */
export interface PersonalOfSubmission {
  answers: { fieldId: number; label: string; value: string }[];
  consents: { channel: 'email' | 'sms'; words: string; topicIds: readonly number[] }[];
  page: string | null;
  ip: string | null;
  from: CameFrom;
  place: Place;
}

export interface SubmissionRow {
  id: number;
  form_id: number;
  version: number;
  at: Date;
  object_id: number;
  record_id: number;
  is_new: boolean;
  personal: PersonalOfSubmission | null;
}

export interface NewSubmission extends Omit<SubmissionRow, 'at'> {
  event_id: number;
  replay_key: string;
}

/** Keeps a submission. Gives false, and keeps nothing, where the same one was kept before. */
export async function insertSubmission(db: AccountDb, one: NewSubmission): Promise<boolean> {
  const kept = await db.run(
    sql`insert into form_submissions (account_id, id, form_id, version, at, object_id, record_id, is_new, event_id, replay_key, personal)
        values (${db.accountId}, ${one.id}, ${one.form_id}, ${one.version}, ${db.now}, ${one.object_id}, ${one.record_id}, ${one.is_new},
          ${one.event_id}, ${one.replay_key}, ${JSON.stringify(one.personal)}::jsonb)
        on conflict (account_id, form_id, replay_key) do nothing`,
  );
  return kept > 0;
}

export async function wasHandedIn(db: AccountDb, formId: number, replayKey: string): Promise<boolean> {
  const row = await db.maybeOne(
    sql`select 1 from form_submissions s where s.account_id = ${db.accountId} and s.form_id = ${formId} and s.replay_key = ${replayKey}`,
  );
  return row !== undefined;
}

const SUBMISSION = sql`s.id, s.form_id, s.version, s.at, s.object_id, s.record_id, s.is_new, s.personal`;

export async function submissionsOfForm(
  db: AccountDb,
  formId: number,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<SubmissionRow[]> {
  return db.many(
    sql`select ${SUBMISSION} from form_submissions s
        where s.account_id = ${db.accountId} and s.form_id = ${formId} ${before === undefined ? sql`` : sql`and s.id < ${before}`}
        order by s.id desc limit ${limit}`,
  );
}

export async function submissionsOfRecord(db: AccountDb, objectId: number, recordId: number) {
  return db.many<SubmissionRow & { form_name: string }>(
    sql`select ${SUBMISSION}, f.name as form_name from form_submissions s
        join forms f on f.account_id = ${db.accountId} and f.id = s.form_id
        where s.account_id = ${db.accountId} and s.object_id = ${objectId} and s.record_id = ${recordId} order by s.id`,
  );
}

/** Takes what belongs to the person; that a form was handed in, and when, stays. */
export async function forgetSubmissions(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`update form_submissions set personal = null
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId} and personal is not null`,
  );
}

/** Hands submissions from one record to another; of the named ones alone where they are. Gives which. */
export async function moveSubmissions(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`update form_submissions s set record_id = ${toId}
        where s.account_id = ${db.accountId} and s.object_id = ${objectId} and s.record_id = ${fromId}
          ${ids === undefined ? sql`` : sql`and s.id = any(${ids}::bigint[])`} returning s.id`,
  );
  return rows.map(({ id }) => id);
}
