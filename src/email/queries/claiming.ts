import { sql, type AccountDb } from '../../app/db.ts';
import type { CompiledCondition } from '../../documents/index.ts';
import type { DeliveryStatus } from '../schema.ts';
import type { BounceClass } from '../rules/bounce-classes.ts';
import type { LetterSender } from '../rules/sender-schema.ts';
import { DUE, type DueLetter } from './due-letters.ts';
import { filledOf, takenLetters } from './letter-batches.ts';

/** Letters of no broadcast that people wait for, oldest first, claimed for this transaction; those of batches under way are passed over. */
export async function claimUrgent(db: AccountDb, limit: number): Promise<DueLetter[]> {
  return db.many(
    sql`select due.* from unnest(array['confirmation', 'transactional', 'one-to-one']) lane(purpose)
        cross join lateral (
          select ${DUE} from deliveries d
          where d.account_id = ${db.accountId}::bigint and d.status = 'queued' and d.broadcast_id is null and d.purpose = lane.purpose
            and d.due_at <= ${db.now}::timestamptz and d.id not in (${takenLetters(db)})
          order by d.broadcast_id, d.due_at, d.id limit ${limit} for update skip locked
        ) due`,
    'email.claim-urgent',
  );
}

/** Bulk letters that are due: of no broadcast, and of every broadcast that goes on, each an equal part of `limit`, oldest first. */
export async function claimBulk(db: AccountDb, limit: number): Promise<DueLetter[]> {
  const broadcastIds = await broadcastsWithLetters(db);
  const each = Math.ceil(limit / (broadcastIds.length + 1));
  const single = await db.many<DueLetter>(
    sql`select ${DUE} from deliveries d
        where d.account_id = ${db.accountId}::bigint and d.status = 'queued' and d.broadcast_id is null and d.purpose = 'bulk'
          and d.due_at <= ${db.now}::timestamptz and d.id not in (${takenLetters(db)})
        order by d.broadcast_id, d.due_at, d.id limit ${each} for update skip locked`,
    'email.claim-bulk',
  );
  if (broadcastIds.length === 0) return single;
  const share = Math.ceil((limit - single.length) / broadcastIds.length);
  const many = await db.many<DueLetter>(
    sql`select due.* from unnest(${broadcastIds}::bigint[]) lane(broadcast_id)
        cross join lateral (
          select ${DUE} from deliveries d
          where d.account_id = ${db.accountId}::bigint and d.status = 'queued' and d.broadcast_id = lane.broadcast_id
            and d.due_at <= ${db.now}::timestamptz and d.id not in (${takenLetters(db)})
          order by d.purpose, d.due_at, d.id limit ${share} for update skip locked
        ) due`,
    'email.claim-broadcasts',
  );
  return [...single, ...many];
}

/** The broadcasts with letters in the queue, those that are paused left out; stepped through along the index. */
async function broadcastsWithLetters(db: AccountDb): Promise<number[]> {
  const rows = await db.many<{ broadcast_id: number }>(
    sql`with recursive lane as (
          (select min(d.broadcast_id) as broadcast_id from deliveries d where d.account_id = ${db.accountId}::bigint and d.status = 'queued')
          union all
          select (select min(d.broadcast_id) from deliveries d
                  where d.account_id = ${db.accountId}::bigint and d.status = 'queued' and d.broadcast_id > lane.broadcast_id)
          from lane where lane.broadcast_id is not null
        )
        select lane.broadcast_id from lane
        where lane.broadcast_id is not null and not exists (
          select from broadcasts b where b.account_id = ${db.accountId}::bigint and b.id = lane.broadcast_id and b.state in ('paused', 'stopped'))`,
    'email.broadcasts-with-letters',
  );
  return rows.map((row) => row.broadcast_id);
}

/** What was filled into a letter when it was captured or handed over. */
export interface FilledDelivery {
  id: number;
  address: string;
  /** The values, as JSON. */
  values: string;
  /** The domain it comes from. */
  senderDomain: string;
}

export async function markCaptured(
  db: AccountDb,
  letters: readonly (Omit<FilledDelivery, 'senderDomain'> & { eventId: number; reason: string })[],
): Promise<void> {
  await db.run(
    sql`update deliveries d set status = 'captured', sent_at = ${db.now}, address = filled.address, merge_values = filled.merge_values::jsonb,
          domain = split_part(filled.address, '@', 2), event_id = filled.event_id, reason = filled.reason
        from unnest(${letters.map(({ id }) => id)}::bigint[], ${letters.map(({ address }) => address)}::text[],
          ${letters.map(({ values }) => values)}::text[], ${letters.map(({ eventId }) => eventId)}::bigint[],
          ${letters.map(({ reason }) => reason)}::text[]) filled(id, address, merge_values, event_id, reason)
        where d.account_id = ${db.accountId} and d.id = filled.id`,
    'email.mark-captured',
  );
}

export async function markCancelled(db: AccountDb, refused: readonly { id: number; reason: string }[]): Promise<void> {
  if (refused.length === 0) return;
  await db.run(
    sql`update deliveries d set status = 'cancelled', reason = refused.reason
        from unnest(${refused.map(({ id }) => id)}::bigint[], ${refused.map(({ reason }) => reason)}::text[]) refused(id, reason)
        where d.account_id = ${db.accountId} and d.id = refused.id`,
    'email.mark-cancelled',
  );
}

/** Letters that may not leave yet and are no failures: they wait, each until its time. */
export async function postpone(db: AccountDb, letters: readonly { id: number; reason: string; dueAt: Date }[]): Promise<void> {
  if (letters.length === 0) return;
  await db.run(
    sql`update deliveries d set due_at = later.due_at, reason = later.reason
        from unnest(${letters.map(({ id }) => id)}::bigint[], ${letters.map(({ reason }) => reason)}::text[],
          ${letters.map(({ dueAt }) => dueAt)}::timestamptz[]) later(id, reason, due_at)
        where d.account_id = ${db.accountId} and d.id = later.id`,
    'email.postpone',
  );
}

export interface MarkedOutcome {
  id: number;
  status: DeliveryStatus;
  reason: string | null;
  eventId: number | null;
  /** When it is tried again. */
  dueAt: Date | null;
  bounceClass: BounceClass | null;
}

/**
 * What became of letters, those of batches with what was filled into them. One whose sender was given up as lost meanwhile gets its outcome all the
 * same, and one that was cancelled while it left has left; nothing personal is written of a person who was erased meanwhile.
 */
export async function markOutcomes(db: AccountDb, outcomes: readonly MarkedOutcome[], batchIds: readonly number[]): Promise<void> {
  if (outcomes.length === 0) return;
  const isKept = sql`outcome.status = 'queued' or d.status = 'cancelled' or outcome.address is null`;
  await db.run(
    sql`update deliveries d set status = outcome.status, reason = outcome.reason,
          event_id = coalesce(outcome.event_id, d.event_id), due_at = coalesce(outcome.due_at, d.due_at),
          sent_at = case when outcome.status = 'sent' then ${db.now}::timestamptz else d.sent_at end,
          deferred_at = case when outcome.due_at is null then d.deferred_at else coalesce(d.deferred_at, ${db.now}::timestamptz) end,
          bounce_class = coalesce(outcome.bounce_class, d.bounce_class),
          bounced_at = case when outcome.bounce_class is null then d.bounced_at else ${db.now}::timestamptz end,
          attempts = d.attempts + case when outcome.address is null then 0 else 1 end,
          sender_domain = coalesce(outcome.sender_domain, d.sender_domain),
          domain = case when d.status = 'cancelled' or outcome.address is null then d.domain else split_part(outcome.address, '@', 2) end,
          address = case when ${isKept} then d.address else outcome.address end,
          merge_values = case when ${isKept} then d.merge_values else outcome.merge_values::jsonb end
        from (
          select told.*, filled.address, filled.merge_values, filled.sender_domain
          from unnest(${outcomes.map(({ id }) => id)}::bigint[], ${outcomes.map(({ status }) => status)}::text[],
            ${outcomes.map(({ reason }) => reason)}::text[], ${outcomes.map(({ eventId }) => eventId)}::bigint[],
            ${outcomes.map(({ dueAt }) => dueAt)}::timestamptz[], ${outcomes.map(({ bounceClass }) => bounceClass)}::text[])
            told(id, status, reason, event_id, due_at, bounce_class)
          left join (${filledOf(db, batchIds)}) filled on filled.id = told.id
        ) outcome
        where d.account_id = ${db.accountId} and d.id = outcome.id
          and (d.status in ('queued', 'uncertain') or (d.status = 'cancelled' and outcome.status = 'sent'))`,
    'email.mark-outcomes',
  );
}

/** What a letter needs of the version it is made from. */
export interface SendableVersion {
  purpose: string;
  subject: string;
  html: string;
  text: string;
  links: string[];
  merge_fields: string[];
  conditions: Record<string, CompiledCondition>;
  sender: LetterSender;
  from_name: string;
  reply_to: string;
}

export async function sendableVersion(db: AccountDb, messageId: number, version: number): Promise<SendableVersion> {
  return db.one(
    sql`select v.purpose, v.subject, v.html, v.text, v.links, v.merge_fields, v.conditions, v.sender, v.from_name, v.reply_to
        from message_versions v where v.account_id = ${db.accountId} and v.message_id = ${messageId} and v.version = ${version}`,
    'email.sendable-version',
  );
}
