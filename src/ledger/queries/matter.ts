import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { EventKind } from '../../app/kernel/domain.ts';
import { EVENT, type EventRow } from './reading.ts';

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
