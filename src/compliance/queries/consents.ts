import { join, sql, type AccountDb, type Sql } from '../../app/db.ts';
import { PERMISSION_STATUS } from '../../records/index.ts';
import type { Channel, ConsentState, ConsentWay } from '../schema.ts';
import { addressHash, saltOf } from './gate-terms.ts';

/** What is changed for which records, on which way. */
export interface ConsentSet {
  objectId: number;
  recordIds: readonly number[];
  channel: Channel;
  how: ConsentWay;
  /** The import, user or delivery it came by. */
  sourceId?: number | undefined;
  /** The words that prove it, of all records or of each: what was ticked, said or shown. */
  evidence?: string | undefined;
  evidences?: readonly (string | null)[] | undefined;
  causeIds?: readonly (number | null)[] | undefined;
  /** Where it happened: the page, and the address of the network it came from. */
  page?: string | undefined;
  ip?: string | undefined;
  /** What it is about; all mail where left out. */
  topicId?: number | undefined;
  /** Until when a pause goes. */
  until?: Date | undefined;
}

/** The causes of those of a set's records that are left. */
export function causesOf(
  { recordIds, causeIds }: Pick<ConsentSet, 'recordIds' | 'causeIds'>,
  left: readonly number[],
): (number | null)[] | undefined {
  if (!causeIds) return undefined;
  const byRecord = new Map(recordIds.map((id, index) => [id, causeIds[index] ?? null]));
  return left.map((id) => byRecord.get(id) ?? null);
}

const addressOf = (channel: Channel): Sql => (channel === 'email' ? sql`r.email` : sql`r.sms_number`);
const statusOf = (channel: Channel): Sql => (channel === 'email' ? sql`r.email_status` : sql`r.sms_status`);

const suppression = (accountId: number, channel: Channel, reach: Sql): Sql => sql`exists (
  select from suppressions s where s.account_id = ${accountId} and s.channel = ${channel}
    and s.address_hash = ${addressHash(saltOf(accountId), addressOf(channel))} and ${reach})`;

/** Which of the records can be raised by a consent of their own: with an address that is not barred for good, and not under review. */
export async function raisable(db: AccountDb, { objectId, recordIds, channel }: ConsentSet, to: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select r.id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) and r.deleted_at is null
          and ${addressOf(channel)} <> '' and ${statusOf(channel)} <> ${PERMISSION_STATUS.pendingReview}
          and ${statusOf(channel)} < ${to}::smallint
          and not ${suppression(db.accountId, channel, sql`s.reach = 'all'`)}
        order by r.id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Which of the records an import may raise: those of whom nobody ever said anything, at an address that never ended the mail. A declaration
 * raises nobody for texts, and is kept once.
 */
export async function declarable(db: AccountDb, { objectId, recordIds, channel }: ConsentSet): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select r.id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) and r.deleted_at is null
          and ${addressOf(channel)} <> '' and ${statusOf(channel)} = ${PERMISSION_STATUS.transactionalOnly}
          and not ${suppression(db.accountId, channel, sql`true`)}
          and not exists (select from consents c where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.record_id = r.id
            and c.channel = ${channel} and c.topic_id is null and (c.state = 'withdrawn' or ${channel} = 'sms'))
        order by r.id`,
  );
  return rows.map(({ id }) => id);
}

/** Of the records, those whose status stands above `to`, or waits for something that will not come now. */
export async function lowerable(db: AccountDb, { objectId, recordIds, channel }: ConsentSet): Promise<number[]> {
  const { transactionalOnly, hardBounce } = PERMISSION_STATUS;
  const rows = await db.many<{ id: number }>(
    sql`select r.id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[])
          and ${statusOf(channel)} not in (${transactionalOnly}::smallint, ${hardBounce}::smallint)
        order by r.id`,
  );
  return rows.map(({ id }) => id);
}

/** Suppresses the addresses the records carry now. What is barred for good stays so. */
export async function suppressAddressesOf(
  db: AccountDb,
  { objectId, recordIds, channel }: Pick<ConsentSet, 'objectId' | 'recordIds' | 'channel'>,
  how: { reach: 'bulk' | 'all'; reason: 'unsubscribed' | 'hard_bounce' | 'complaint' },
): Promise<void> {
  await db.run(
    sql`insert into suppressions (account_id, channel, address_hash, reach, reason, at)
        select distinct on (hashed.address_hash) ${db.accountId}::bigint, ${channel}, hashed.address_hash, ${how.reach}, ${how.reason}, ${db.now}::timestamptz
        from (
          select ${addressHash(saltOf(db.accountId), addressOf(channel))} as address_hash from records r
          where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) and ${addressOf(channel)} <> ''
        ) hashed
        on conflict (account_id, channel, address_hash) do update set reach = excluded.reach, reason = excluded.reason, at = excluded.at
          where suppressions.reach = 'bulk' and excluded.reach = 'all'`,
  );
}

/** Lifts what an earlier unsubscription barred for the addresses of those who have now asked for mail again. */
export async function releaseAddressesOf(db: AccountDb, { objectId, recordIds, channel }: ConsentSet): Promise<void> {
  await db.run(
    sql`delete from suppressions s
        where s.account_id = ${db.accountId} and s.channel = ${channel} and s.reach = 'bulk' and s.address_hash = any(array(
          select ${addressHash(saltOf(db.accountId), addressOf(channel))} from records r
          where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) and ${addressOf(channel)} <> ''))`,
  );
}

/** One line of proof for each record, with the event that tells of it. */
export async function insertConsents(db: AccountDb, set: ConsentSet, state: ConsentState, eventIds: readonly number[]): Promise<void> {
  await db.run(
    sql`insert into consents (account_id, object_id, record_id, channel, state, how, source_id, topic_id, until, at, event_id, personal)
        select ${db.accountId}::bigint, ${set.objectId}::integer, told.record_id, ${set.channel}, ${state}, ${set.how}, ${set.sourceId ?? null}::bigint,
          ${set.topicId ?? null}::bigint, ${set.until ?? null}::timestamptz, ${db.now}::timestamptz, told.event_id, ${evidenceOf(set)}
        from unnest(${set.recordIds}::bigint[], ${eventIds}::bigint[], ${evidencesOf(set)}::text[]) told(record_id, event_id, evidence)`,
  );
}

/** The words of proof of each row `told`, as they stand in `personal`. */
export const evidenceOf = ({ evidence, page, ip }: ConsentSet): Sql => {
  const words = sql`coalesce(told.evidence, ${evidence ?? null}::text)`;
  return sql`nullif(jsonb_strip_nulls(jsonb_build_object('evidence', ${words}, 'page', ${page ?? null}::text, 'ip', ${ip ?? null}::text)), '{}')`;
};

export const evidencesOf = ({ recordIds, evidences }: ConsentSet): readonly (string | null)[] => evidences ?? recordIds.map(() => null);

export interface ConsentRow {
  id: number;
  channel: Channel;
  state: ConsentState;
  how: ConsentWay;
  source_id: number | null;
  topic_id: number | null;
  until: Date | null;
  at: Date;
  personal: { evidence?: string; page?: string; ip?: string } | null;
}

/** What was ever said about the permissions of a record, or of several that are one person, newest first. */
export async function consentsOf(db: AccountDb, objectId: number, recordIds: readonly number[], limit: number): Promise<ConsentRow[]> {
  return db.many(
    sql`select c.id, c.channel, c.state, c.how, c.source_id, c.topic_id, c.until, c.at, c.personal from consents c
        where c.account_id = ${db.accountId} and c.object_id = ${objectId} and c.record_id = any(${recordIds}::bigint[])
        order by c.id desc limit ${limit}`,
  );
}

/** Takes the words of proof; that there was a consent, and when, stays. */
export async function forgetEvidence(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  await db.run(
    sql`update consents set personal = null
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = ${recordId} and personal is not null`,
  );
}

/** What says whether mail is permitted at all; the rest says when, how often and about what. */
export const LASTING = sql`('given', 'confirmed', 'declared', 'withdrawn')`;

/** SQL true for records `r` whose latest word on a channel is this; `never_asked` for those who never said any. */
export function consentStands(accountId: number, objectId: number, r: Sql, channel: Channel, states: readonly ConsentState[] | null): Sql {
  const latest = sql`(select c.state from consents c where c.account_id = ${accountId}::bigint and c.object_id = ${objectId}::integer
    and c.record_id = ${r}.id and c.channel = ${channel} and c.topic_id is null and c.state in ${LASTING} order by c.id desc limit 1)`;
  return states === null ? sql`${latest} is null` : sql`coalesce(${latest} in (${join(states)}), false)`;
}
