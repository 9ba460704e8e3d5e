import { sql, type AccountDb } from '../../app/db.ts';
import type { Channel } from '../schema.ts';

export interface Throttle {
  hour: Date;
  /** How many letters of those asked for may leave this hour. */
  room: number;
}

/** Takes leave for up to `wanted` letters from what a slowed-down account may send this hour; undefined where nothing is slowed down. */
export async function takeOfThrottle(db: AccountDb, channel: Channel, wanted: number): Promise<Throttle | undefined> {
  const hour = sql`date_trunc('hour', ${db.now}::timestamptz)`;
  return db.maybeOne(
    sql`with standing as (
          select t.account_id, t.per_hour, case when t.hour = ${hour} then t.used else 0 end as used
          from sending_throttles t where t.account_id = ${db.accountId} and t.channel = ${channel} for update
        ), taken as (
          update sending_throttles t
          set hour = ${hour}, used = s.used + least(${wanted}::integer, greatest(s.per_hour - s.used, 0))
          from standing s where t.account_id = ${db.accountId} and s.account_id = ${db.accountId} and t.channel = ${channel}
          returning t.hour, t.used - s.used as room
        )
        select hour, room from taken`,
    'compliance.take-of-throttle',
  );
}

/**
 * While letters are capped: notes that these people are being sent something, and gives those for whom nobody else did it a moment ago.
 * Undefined where nobody has set a cap.
 */
export async function reserveBulk(
  db: AccountDb,
  { objectId, recordIds, until }: { objectId: number; recordIds: readonly number[]; until: Date },
): Promise<number[] | undefined> {
  const { capped } = await db.one<{ capped: boolean }>(
    sql`select exists (select from permission_settings ps where ps.account_id = ${db.accountId}
            and (ps.most_a_day is not null or ps.most_a_week is not null))
          or exists (select from mail_wishes w where w.account_id = ${db.accountId} and w.object_id = ${objectId} and w.frequency <> 'all') as capped`,
    'compliance.anything-capped',
  );
  if (!capped) return undefined;
  const rows = await db.many<{ record_id: number }>(
    sql`insert into bulk_reservations (account_id, object_id, record_id, until)
        select distinct ${db.accountId}::bigint, ${objectId}::integer, asked.record_id, ${until}::timestamptz
        from unnest(${recordIds}::bigint[]) asked(record_id) order by 3
        on conflict (account_id, object_id, record_id) do update set until = excluded.until where bulk_reservations.until <= ${db.now}
        returning record_id`,
    'compliance.reserve-bulk',
  );
  return rows.map(({ record_id }) => record_id);
}

export async function throttleOf(db: AccountDb, channel: Channel): Promise<{ per_hour: number; reason: string; since: Date } | undefined> {
  return db.maybeOne(
    sql`select t.per_hour, t.reason, t.since from sending_throttles t where t.account_id = ${db.accountId} and t.channel = ${channel}`,
  );
}
