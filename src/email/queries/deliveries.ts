import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { Purpose } from '../../compliance/index.ts';
import type { DeliveryStatus } from '../schema.ts';
import { takenLetters } from './letter-batches.ts';

export interface DeliveryRow {
  id: number;
  message_id: number;
  version: number;
  object_id: number;
  record_id: number;
  purpose: Purpose;
  topic_id: number | null;
  broadcast_id: number | null;
  variant: number | null;
  headers: LetterThread | null;
  status: DeliveryStatus;
  practising: boolean;
  reason: string | null;
  event_id: number | null;
  queued_at: Date;
  due_at: Date;
  attempts: number;
  sent_at: Date | null;
  last_opened_at: Date | null;
  last_clicked_at: Date | null;
  address: string | null;
  merge_values: Record<string, unknown> | null;
}

export const DELIVERY = sql`d.id, d.message_id, d.version, d.object_id, d.record_id, d.purpose, d.topic_id,
  d.broadcast_id, d.variant, d.headers, d.status, d.practising, d.reason, d.event_id,
  d.queued_at, d.due_at, d.attempts, d.sent_at, d.last_opened_at, d.last_clicked_at, d.address, d.merge_values`;

/** What a letter says of the conversation it belongs to: Message-IDs as they stand in its headers. */
export interface LetterThread {
  inReplyTo?: string;
  references?: string;
}

/** Queues one letter for each record. The first gets the id `firstId`, and so on. */
export async function insertDeliveries(
  db: AccountDb,
  letters: {
    firstId: number;
    messageId: number;
    purpose: string;
    objectId: number;
    topicId: number | null;
    broadcastId: number | null;
    headers: LetterThread | null;
    practising: boolean;
    recordIds: readonly number[];
    eventIds: readonly number[];
    versions: readonly number[];
    variants: readonly (number | null)[];
    dueAts: readonly Date[];
  },
): Promise<void> {
  await db.run(
    sql`insert into deliveries (account_id, id, message_id, version, object_id, record_id, purpose, topic_id, broadcast_id, variant, headers, status,
          practising, event_id, queued_at, due_at)
        select ${db.accountId}::bigint, ${letters.firstId}::bigint + letter.ordinality - 1, ${letters.messageId}::bigint, letter.version,
          ${letters.objectId}::integer, letter.record_id, ${letters.purpose}, ${letters.topicId}::bigint, ${letters.broadcastId}::bigint,
          letter.variant, ${letters.headers === null ? null : JSON.stringify(letters.headers)}::jsonb, 'queued', ${letters.practising}::boolean,
          letter.event_id, ${db.now}::timestamptz, letter.due_at
        from unnest(${letters.recordIds}::bigint[], ${letters.eventIds}::bigint[], ${letters.versions}::integer[], ${letters.variants}::smallint[],
          ${letters.dueAts}::timestamptz[]) with ordinality letter(record_id, event_id, version, variant, due_at, ordinality)`,
    'email.insert-deliveries',
  );
}

export async function accountsWithDueMail(db: SystemDb, now: Date): Promise<number[]> {
  const rows = await db.many<{ account_id: number }>(sql`select account_id from accounts_with_due_mail(${now})`, 'email.due-accounts');
  return rows.map((row) => row.account_id);
}

export async function deliveryById(db: AccountDb, id: number): Promise<DeliveryRow | undefined> {
  return db.maybeOne(sql`select ${DELIVERY} from deliveries d where d.account_id = ${db.accountId} and d.id = ${id}`, 'email.delivery');
}

export interface OutboxRow extends DeliveryRow {
  message_name: string;
  version_subject: string;
}

/** Letters, newest first, before the letter `before` where given. */
export async function outboxRows(
  db: AccountDb,
  page: { status?: DeliveryStatus | undefined; message?: number | undefined; before?: number | undefined; limit: number },
): Promise<OutboxRow[]> {
  const chosen = page.status === undefined ? sql`` : sql`and d.status = ${page.status}`;
  const ofMessage = page.message === undefined ? sql`` : sql`and d.message_id = ${page.message}`;
  const older = page.before === undefined ? sql`` : sql`and d.id < ${page.before}`;
  return db.many(
    sql`select ${DELIVERY}, m.name as message_name, v.subject as version_subject
        from (
          select * from deliveries d where d.account_id = ${db.accountId} ${chosen} ${ofMessage} ${older} order by d.id desc limit ${page.limit}
        ) d
        join messages m on m.account_id = ${db.accountId} and m.id = d.message_id
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version
        order by d.id desc`,
  );
}

/** One letter with its message. */
export async function outboxRow(db: AccountDb, id: number): Promise<OutboxRow | undefined> {
  return db.maybeOne(
    sql`select ${DELIVERY}, m.name as message_name, v.subject as version_subject
        from deliveries d
        join messages m on m.account_id = ${db.accountId} and m.id = d.message_id
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version
        where d.account_id = ${db.accountId} and d.id = ${id}`,
  );
}

/** How many letters wait to leave for real until a time, by message. */
export async function waitingLetters(db: AccountDb, until: Date): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*)::bigint as count from deliveries d
        where d.account_id = ${db.accountId} and d.status = 'queued' and d.due_at <= ${until} and not d.practising`,
  );
  return count;
}

/** When the next queued letter is due. */
export async function nextDueAt(db: AccountDb): Promise<Date | undefined> {
  const { due } = await db.one<{ due: Date | null }>(
    sql`select min(d.due_at) as due from deliveries d where d.account_id = ${db.accountId} and d.status = 'queued'`,
  );
  return due ?? undefined;
}

export async function lettersOf(db: AccountDb, objectId: number, recordId: number): Promise<OutboxRow[]> {
  return db.many(
    sql`select ${DELIVERY}, m.name as message_name, v.subject as version_subject
        from deliveries d
        join messages m on m.account_id = ${db.accountId} and m.id = d.message_id
        join message_versions v on v.account_id = ${db.accountId} and v.message_id = d.message_id and v.version = d.version
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} order by d.id`,
  );
}

/** Takes what was personal from a person's letters, and keeps those still waiting from leaving. */
export async function forgetLetters(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`update deliveries set address = null, merge_values = null, domain = null, headers = null,
          status = case when status = 'queued' then 'cancelled' else status end,
          reason = case when status = 'queued' then 'deleted' else reason end
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId}`,
  );
}

/** Keeps letters of a broadcast that are not on their way from leaving. Gives how many, at most `limit`: call it until it gives fewer. */
export async function cancelLetters(db: AccountDb, asked: { broadcastId: number; reason: string; limit: number }): Promise<number> {
  return db.run(
    sql`update deliveries d set status = 'cancelled', reason = ${asked.reason}
        where d.account_id = ${db.accountId} and d.id in (
          select q.id from deliveries q
          where q.account_id = ${db.accountId} and q.broadcast_id = ${asked.broadcastId} and q.status = 'queued'
            and q.id not in (${takenLetters(db)}) limit ${asked.limit} for update skip locked)`,
  );
}
