import { join, raw, sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { Actor } from '../../app/kernel/actor.ts';
import type { Happening, Happenings } from '../record-event.ts';

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
