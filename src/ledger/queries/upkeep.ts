import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';

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
