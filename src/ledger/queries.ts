import { join, raw, sql, type AccountDb, type Sql, type SystemDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { EventKind } from '../app/kernel/domain.ts';
import type { Happening, Happenings } from './record-event.ts';

export async function nextBatchId(db: AccountDb): Promise<number> {
  const { id } = await db.one<{ id: number }>(sql`select nextval('batch_ids') as id`, 'ledger.next-batch');
  return id;
}

export async function insertEvent(db: AccountDb, actor: Actor, happening: Happening, batchId: number): Promise<number> {
  const { kind, record, subject } = happening;
  const { id } = await db.one<{ id: number }>(
    sql`insert into events (account_id, retention, at, batch_id, kind, actor_type, actor_id, object_id, record_id,
          subject_type, subject_id, cause_id, request_id, data, personal)
        values (${db.accountId}, ${kind.retention}, ${db.now}, ${batchId}, ${kind.kind}, ${actor.type}, ${actor.id},
          ${record?.objectId ?? null}, ${record?.id ?? null}, ${subject?.type ?? null}, ${subject?.id ?? null},
          ${happening.causeId ?? actor.causeId ?? null}, ${actor.requestId ?? null},
          ${happening.data ? JSON.stringify(happening.data) : null}::jsonb, ${happening.personal ? JSON.stringify(happening.personal) : null}::jsonb)
        returning id`,
    'ledger.insert-event',
  );
  return id;
}

/** A new event's id, for statements that need it before the event is written. */
export const nextEventId: Sql = sql`nextval('event_ids')`;

/** So many new events' ids, for rows that name the event which tells of them. */
export async function newEventIds(db: AccountDb, count: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select ${nextEventId} as id from generate_series(1, ${count}::integer)`,
    'ledger.new-event-ids',
  );
  return rows.map(({ id }) => id);
}

/** `insert into events … select`, one event for each row; to be run, or to stand in a `with` of a larger statement. */
export function insertingEvents(db: AccountDb, actor: Actor, happenings: Happenings, batchId: number): Sql {
  const given = new Set(happenings.columns);
  const column = (name: Happenings['columns'][number], otherwise: Sql): Sql => (given.has(name) ? raw(`source.${name}`) : otherwise);
  const cause = sql`${actor.causeId ?? null}::bigint`;
  const { kind } = happenings;
  return sql`insert into events (account_id, retention, at, batch_id, kind, actor_type, request_id, subject_type,
      id, actor_id, object_id, record_id, subject_id, cause_id, data, personal)
    select ${db.accountId}::bigint, ${kind.retention}, ${db.now}::timestamptz, ${batchId}::bigint, ${kind.kind}, ${actor.type},
      ${actor.requestId ?? null}, ${happenings.subjectType ?? null}, ${join(
        [
          column('id', nextEventId),
          column('actor_id', sql`${actor.id}::text`),
          column('object_id', sql`null::integer`),
          column('record_id', sql`null::bigint`),
          column('subject_id', sql`null::bigint`),
          given.has('cause_id') ? sql`coalesce(source.cause_id, ${cause})` : cause,
          column('data', sql`null::jsonb`),
          column('personal', sql`null::jsonb`),
        ],
        ', ',
      )}
    from (${happenings.rows}) source`;
}

/** Tells every follower that wants one of the kinds that this batch is there to read. */
export async function insertBatches(db: AccountDb, batchId: number, followers: readonly string[], kinds: readonly string[]): Promise<void> {
  await db.run(
    sql`insert into event_batches (account_id, follower, batch_id, kinds)
        select ${db.accountId}, unnest(${followers}::text[]), ${batchId}, ${kinds}::text[]`,
    'ledger.insert-batches',
  );
}

/** A batch that waits for a follower, and how many events are in it, counted no further than asked; not at all when it is the only one asked for. */
export interface WaitingBatch {
  batch_id: number;
  kinds: string[];
  attempts: number;
  events: number;
}

/** The oldest batches this follower has not read and nobody else is reading; they stay locked to the end of the transaction. */
export async function claimBatches(
  db: AccountDb,
  follower: string,
  { batches, countUpTo }: { batches: number; countUpTo: number },
): Promise<WaitingBatch[]> {
  const waiting = sql`select batch_id, kinds, attempts from event_batches
    where account_id = ${db.accountId} and follower = ${follower} and failed_at is null
    order by batch_id limit ${batches} for update skip locked`;
  if (batches === 1) return db.many(sql`select w.*, 0 as events from (${waiting}) w`, 'ledger.claim-batch');
  return db.many(
    sql`with waiting as materialized (${waiting})
        select w.batch_id, w.kinds, w.attempts, c.events from waiting w
        cross join lateral (
          select count(*) as events from (
            select from events e where e.account_id = ${db.accountId} and e.batch_id = w.batch_id limit ${countUpTo}) l) c
        order by w.batch_id`,
    'ledger.claim-batches',
  );
}

/** Whether this transaction is now the only one reading for this follower in this account. */
export async function lockFollower(db: AccountDb, follower: string): Promise<boolean> {
  const { locked } = await db.one<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`follower:${follower}`}, ${db.accountId})) as locked`,
    'ledger.lock-follower',
  );
  return locked;
}

export async function deleteBatches(db: AccountDb, follower: string, batchIds: readonly number[]): Promise<void> {
  await db.run(
    sql`delete from event_batches where account_id = ${db.accountId} and follower = ${follower} and batch_id = any(${batchIds}::bigint[])`,
    'ledger.delete-batches',
  );
}

/** Counts a failed reading; after `limit` of them the batch is set aside with its reason, so that those behind it go on. */
export async function markBatchFailed(db: AccountDb, follower: string, batchId: number, limit: number, reason: string): Promise<void> {
  await db.run(
    sql`update event_batches set attempts = attempts + 1, failure = ${reason},
          failed_at = case when attempts + 1 >= ${limit} then ${db.now}::timestamptz end
        where account_id = ${db.accountId} and follower = ${follower} and batch_id = ${batchId}`,
  );
}

export interface EventRow {
  id: number;
  at: Date;
  recorded_at: Date;
  kind: string;
  actor_type: Actor['type'];
  actor_id: string | null;
  object_id: number | null;
  record_id: number | null;
  subject_type: string | null;
  subject_id: number | null;
  cause_id: number | null;
  data: Record<string, unknown> | null;
  personal: Record<string, unknown> | null;
}

const EVENT = sql`e.id, e.at, e.recorded_at, e.kind, e.actor_type, e.actor_id, e.object_id, e.record_id, e.subject_type, e.subject_id,
  e.cause_id, e.data, e.personal`;

/** A record's events, newest first, before the event `before` where given; of some kinds, or about one subject, where these are. */
export async function eventsOfRecord(
  db: AccountDb,
  /** `alsoIds`: records whose events are told with its own. */
  record: { objectId: number; id: number; alsoIds?: readonly number[] },
  page: { before?: number; kinds?: readonly string[]; subject?: { type: string; id: number }; limit: number },
): Promise<EventRow[]> {
  const older = page.before === undefined ? sql`` : sql`and e.id < ${page.before}`;
  const chosen = page.kinds === undefined ? sql`` : sql`and e.kind = any(${page.kinds}::text[])`;
  const about = page.subject === undefined ? sql`` : sql`and e.subject_type = ${page.subject.type} and e.subject_id = ${page.subject.id}`;
  const those = record.alsoIds?.length ? sql`= any(${[record.id, ...record.alsoIds]}::bigint[])` : sql`= ${record.id}`;
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.object_id = ${record.objectId} and e.record_id ${those} ${older} ${chosen} ${about}
        order by e.id desc limit ${page.limit}`,
  );
}

export interface RecordChanges {
  kinds: readonly string[];
  /** Only those that made a version after this one. */
  since?: number;
  /** Only those of this field, and those that tell of no single field. */
  fieldId?: number;
  skip?: number;
  limit: number;
}

/** The events that changed a record, last change first: by the version they made, and before versions were kept, by time. */
export async function changesOfRecord(
  db: AccountDb,
  record: { objectId: number; id: number },
  { kinds, since, fieldId, skip = 0, limit }: RecordChanges,
): Promise<EventRow[]> {
  const newer = since === undefined ? sql`` : sql`and (e.data->>'version')::bigint > ${since}`;
  const ofField =
    fieldId === undefined ? sql`` : sql`and (e.data->'fields' is null or e.data->'fields' @> ${JSON.stringify([fieldId])}::jsonb)`;
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.object_id = ${record.objectId} and e.record_id = ${record.id}
          and e.kind = any(${kinds}::text[]) ${newer} ${ofField}
        order by (e.data->>'version')::bigint desc nulls last, e.recorded_at desc, e.id desc offset ${skip} limit ${limit}`,
  );
}

/** What an event led to, and the event itself first. */
export async function eventsByCause(db: AccountDb, causeId: number, limit: number): Promise<EventRow[]> {
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and (e.id = ${causeId} or e.cause_id = ${causeId})
        order by e.id limit ${limit}`,
  );
}

/** Those of the named events that are still kept. */
export async function eventsByIds(db: AccountDb, ids: readonly number[]): Promise<EventRow[]> {
  return db.many(sql`select ${EVENT} from events e where e.account_id = ${db.accountId} and e.id = any(${ids}::bigint[]) order by e.id`);
}

/** What these events led to at once, oldest first. */
export async function eventsOfCauses(db: AccountDb, causeIds: readonly number[], limit: number): Promise<EventRow[]> {
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.cause_id = any(${causeIds}::bigint[]) order by e.id limit ${limit}`,
  );
}

/** The events of one kind and batch about records of an object, as rows (id, record_id, subject_id, data) for a larger statement. */
export const eventsOfBatch = (db: AccountDb, batch: { id: number; kind: EventKind; objectId: number }): Sql =>
  sql`select e.id, e.record_id, e.subject_id, e.data from events e
      where e.account_id = ${db.accountId} and e.batch_id = ${batch.id} and e.retention = ${batch.kind.retention}
        and e.kind = ${batch.kind.kind} and e.object_id = ${batch.objectId} and e.record_id is not null`;

/**
 * What happened on one map from a time to before another, as rows (id, kind, at, record_id, cause_id, data) for a larger statement. Maps alone
 * have an index for it, by the account's time.
 */
export const eventsOfAutomation = (
  db: AccountDb,
  of: { automationId: number; kinds: readonly EventKind[]; from?: Date | undefined; to?: Date | undefined },
): Sql =>
  sql`select e.id, e.kind, e.at, e.record_id, e.cause_id, e.data from events e
      where e.account_id = ${db.accountId} and e.retention = 'business' and e.subject_type = 'automation' and e.subject_id = ${of.automationId}
        and e.kind = any(${of.kinds.map(({ kind }) => kind)}::text[]) and e.at >= ${of.from ?? '-infinity'}::timestamptz
        and e.at < ${of.to ?? 'infinity'}::timestamptz and e.record_id is not null`;

/** The events of one kind about a map itself, and no record, since a time; newest first. */
export async function eventsAboutAutomation(
  db: AccountDb,
  { automationId, kind, from }: { automationId: number; kind: EventKind; from: Date },
): Promise<EventRow[]> {
  return db.many(
    sql`select ${EVENT} from events e
        where e.account_id = ${db.accountId} and e.retention = 'business' and e.subject_type = 'automation' and e.subject_id = ${automationId}
          and e.kind = ${kind.kind} and e.at >= ${from} and e.record_id is null
        order by e.at desc, e.id desc`,
  );
}

/** The events of some kinds in a batch, whatever they are about, as rows for a larger statement. */
export const kindsOfBatch = (db: AccountDb, batchId: number, kinds: readonly string[]): Sql =>
  sql`select e.id, e.kind, e.at, e.actor_type, e.actor_id, e.object_id, e.record_id, e.subject_type, e.subject_id, e.cause_id, e.data,
        (select c.actor_id from events c where c.account_id = ${db.accountId} and c.id = e.cause_id and c.actor_type = 'user') as starter_id
      from events e
      where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.kind = any(${kinds}::text[])`;

/**
 * The events of some kinds in batches that are about records, with all that they say, as rows (id, batch_id, kind, actor_type, object_id, record_id,
 * subject_id, data, personal) for a larger statement.
 */
export const saidInBatches = (db: AccountDb, batchIds: readonly number[], kinds: readonly string[]): Sql =>
  sql`select e.id, e.batch_id, e.kind, e.actor_type, e.object_id, e.record_id, e.subject_id, e.data, e.personal from events e
      where e.account_id = ${db.accountId} and e.batch_id = any(${batchIds}::bigint[]) and e.kind = any(${kinds}::text[]) and e.record_id is not null`;

/** What stood before in some fields that events of one kind and batch changed, as rows (record_id, value) for a larger statement. */
export const valuesBeforeOfBatch = (
  db: AccountDb,
  batch: { id: number; kind: EventKind; objectId: number; fieldIds: readonly string[] },
): Sql =>
  sql`select e.record_id, c.value->>0 as value from events e cross join lateral jsonb_each(e.personal->'changes') c
      where e.account_id = ${db.accountId} and e.batch_id = ${batch.id} and e.retention = ${batch.kind.retention}
        and e.kind = ${batch.kind.kind} and e.object_id = ${batch.objectId} and c.key = any(${batch.fieldIds}::text[]) and c.value->>0 is not null`;

/** The newest event of this transaction, or of another batch, about each record of an object, as rows (record_id, id) for a larger statement. */
export const newestOfBatch = (db: AccountDb, objectId: number, batchId: number = db.batch.id ?? -1): Sql =>
  sql`select e.record_id, max(e.id) as id from events e
      where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.object_id = ${objectId} and e.record_id is not null
      group by e.record_id`;

/**
 * All that ever happened of one kind to records of an object, as far as the ledger keeps it, as rows (record_id, at) for a larger statement: with
 * `records` the records after one up to another alone, with `readBy` only what that follower has read by now.
 */
export function happenings(
  db: AccountDb,
  of: {
    kind: EventKind;
    objectId: number;
    subjects?: readonly number[] | undefined;
    records?: { after: number; upTo: number };
    readBy?: string;
  },
): Sql {
  const about = of.subjects === undefined ? sql`` : sql`and e.subject_id = any(${of.subjects}::bigint[])`;
  const those = of.records ? sql`and e.record_id > ${of.records.after}::bigint and e.record_id <= ${of.records.upTo}::bigint` : sql``;
  const read = of.readBy
    ? sql`and not exists (select from event_batches b
        where b.account_id = ${db.accountId}::bigint and b.follower = ${of.readBy} and b.batch_id = e.batch_id)`
    : sql``;
  return sql`select e.record_id, e.at from events e
      where e.account_id = ${db.accountId}::bigint and e.retention = ${of.kind.retention} and e.kind = ${of.kind.kind}
        and e.object_id = ${of.objectId}::integer and e.record_id is not null ${about} ${those} ${read}`;
}

/** What the events of a batch are about, each once: for followers with many wishes, most of which a batch does not meet. */
export async function matterOfBatch(
  db: AccountDb,
  batchId: number,
  kinds: readonly string[],
): Promise<{ kind: string; object_id: number; subject_id: number | null }[]> {
  return db.many(
    sql`select distinct e.kind, e.object_id, e.subject_id from events e
        where e.account_id = ${db.accountId} and e.batch_id = ${batchId} and e.kind = any(${kinds}::text[]) and e.record_id is not null`,
    'ledger.matter-of-batch',
  );
}

/** The records that the first so many events of a batch are about. */
export async function recordsOfBatch(
  db: AccountDb,
  batchId: number,
  events: number,
): Promise<{ object_id: number; record_ids: number[]; events: number }[]> {
  return db.many(
    sql`select e.object_id, array_agg(distinct e.record_id) as record_ids, count(*) as events
        from (select v.object_id, v.record_id from events v
              where v.account_id = ${db.accountId} and v.batch_id = ${batchId} limit ${events}) e
        where e.record_id is not null group by e.object_id`,
    'ledger.records-of-batch',
  );
}

/** What one transaction, this one, has done because of an event: for each record of the object the kinds of its events, and one `reason`. */
export async function effectsHere(
  db: AccountDb,
  of: { causeId: number; objectId: number },
): Promise<{ record_id: number; kinds: string[]; reason: string | null }[]> {
  if (db.batch.id === undefined) return [];
  // The batch alone first: a cause may have a million events by now, and reading them again for each of its batches would be quadratic.
  return db.many(
    sql`with here as materialized (
          select e.record_id, e.kind, e.data, e.cause_id, e.object_id from events e
          where e.account_id = ${db.accountId} and e.batch_id = ${db.batch.id})
        select h.record_id, array_agg(distinct h.kind) as kinds, min(h.data->>'reason') as reason from here h
        where h.cause_id = ${of.causeId} and h.object_id = ${of.objectId} and h.record_id is not null
        group by h.record_id order by h.record_id`,
    'ledger.effects-here',
  );
}

/** The events of some kinds that an event caused on records of an object, in the order in which they happened. */
export async function effectsOnRecords(
  db: AccountDb,
  of: { causeId: number; objectId: number; recordIds: readonly number[]; kinds: readonly string[] },
): Promise<EventRow[]> {
  // By record, and not by cause, for the same reason as in `effectsHere`; `offset 0` keeps the planner to it.
  return db.many(
    sql`select ${EVENT} from unnest(${of.recordIds}::bigint[]) n(id) cross join lateral (
          select o.* from events o where o.account_id = ${db.accountId} and o.object_id = ${of.objectId} and o.record_id = n.id offset 0) e
        where e.cause_id = ${of.causeId} and e.kind = any(${of.kinds}::text[])
        order by e.recorded_at, e.id`,
  );
}

/** Rows (object_id, record_id), each record once, of the events of some kinds that an event caused: for a larger statement. */
export const recordsOfCause = (db: AccountDb, causeId: number, kinds: readonly string[]): Sql =>
  sql`select distinct e.object_id, e.record_id from events e
      where e.account_id = ${db.accountId} and e.cause_id = ${causeId} and e.record_id is not null and e.kind = any(${kinds}::text[])`;

/** Who did a kind of thing to each of the records last. */
export async function latestActors(
  db: AccountDb,
  of: { objectId: number; recordIds: readonly number[]; kind: EventKind },
): Promise<{ record_id: number; actor_type: Actor['type']; actor_id: string | null }[]> {
  return db.many(
    sql`select distinct on (e.record_id) e.record_id, e.actor_type, e.actor_id from events e
        where e.account_id = ${db.accountId} and e.object_id = ${of.objectId} and e.record_id = any(${of.recordIds}::bigint[])
          and e.kind = ${of.kind.kind}
        order by e.record_id, e.recorded_at desc, e.id desc`,
  );
}

/** When an event was, by the account's clock. */
export async function momentOfEvent(db: AccountDb, id: number): Promise<Date | undefined> {
  const row = await db.maybeOne<{ at: Date }>(sql`select e.at from events e where e.account_id = ${db.accountId} and e.id = ${id}`);
  return row?.at;
}

/** Takes from every event of these records what was personal in it. Gives from how many. */
export async function forgetPersonal(db: AccountDb, objectId: number, recordIds: readonly number[]): Promise<number> {
  return db.run(
    sql`update events set personal = null
        where account_id = ${db.accountId} and object_id = ${objectId} and record_id = any(${recordIds}::bigint[]) and personal is not null`,
  );
}

export async function makePartitionsAhead(db: SystemDb): Promise<void> {
  await db.many(sql`select make_event_partitions_ahead()`);
}

/** From when an account's events are, and the highest of the numbers they bear. */
export interface EventSpan {
  oldest: string | null;
  highestEvent: number;
  highestBatch: number;
}

export async function spanOfEvents(db: AccountDb): Promise<EventSpan> {
  return db.one(
    sql`select min(e.recorded_at)::text as oldest, coalesce(max(e.id), 0) as "highestEvent", coalesce(max(e.batch_id), 0) as "highestBatch"
        from events e where e.account_id = ${db.accountId}`,
  );
}

/**
 * Makes what an archive's events need before they are brought in: partitions of their months, and new numbers above theirs. In a short transaction
 * of its own, because a new partition keeps everybody from the ledger until it commits.
 */
export async function makeRoomForEvents(db: SystemDb, { oldest, highestEvent, highestBatch }: EventSpan): Promise<void> {
  if (oldest === null) return;
  await db.many(sql`select make_room_for_events(${oldest}::timestamptz, ${highestEvent}::bigint, ${highestBatch}::bigint)`);
}

/**
 * Which of these records were made by a step taken with a record that was made by a step … so many times over since a moment. `kind` tells of the
 * making of a record; its cause is an event of the record it was made for.
 */
export async function madeInCircles(
  db: AccountDb,
  { objectId, recordIds, kind, since, times }: { objectId: number; recordIds: readonly number[]; kind: string; since: Date; times: number },
): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`with recursive line as (
          select u.id, ${objectId}::integer as object_id, u.id as record_id, 0 as generation from unnest(${recordIds}::bigint[]) u(id)
          union all
          select l.id, m.object_id, m.record_id, l.generation + 1
          from line l
          cross join lateral (
            select e.kind, e.actor_type, e.at, e.cause_id from events e
            where e.account_id = ${db.accountId} and e.object_id = l.object_id and e.record_id = l.record_id order by e.id limit 1) f
          join events m on m.account_id = ${db.accountId} and m.id = f.cause_id and m.record_id is not null
          where f.kind = ${kind} and f.actor_type = 'step' and f.at > ${since}::timestamptz and l.generation < ${times})
        select l.id from line l where l.generation >= ${times}`,
    'ledger.made-in-circles',
  );
  return rows.map(({ id }) => id);
}
