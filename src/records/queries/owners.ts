import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** Hands every record of a user, the bin's too, to another, telling by `events` of `moved` (object_id, id, version). */
export async function moveRecords(db: AccountDb, fromUserId: number, toUserId: number, events: Sql): Promise<number> {
  return db.run(
    sql`with moved as (
          update records r set owner_id = ${toUserId}, version = r.version + 1, updated_at = ${db.now}
          where r.account_id = ${db.accountId} and r.owner_id = ${fromUserId}
          returning r.object_id, r.id, r.version)
        ${events}`,
  );
}

export const movedRecordRows = (fromUserId: number, toUserId: number): Sql =>
  sql`select m.object_id, m.id as record_id, jsonb_build_object('from', ${fromUserId}::bigint, 'to', ${toUserId}::bigint,
    'version', m.version) as data from moved m`;
