import { sql, type AccountDb, type Sql } from '../../app/db.ts';

/** The living records of an object, as rows (id, name, owner_id, values) for a larger statement. */
export const livingRows = (accountId: number, objectId: number): Sql =>
  sql`select r.id, r.name, r.owner_id, r.values from records r
      where r.account_id = ${accountId}::bigint and r.object_id = ${objectId}::integer and r.deleted_at is null`;

/** The owners of those of the records that live, in order of id; the records stay locked to the end of the transaction. */
export async function lockedOwners(
  db: AccountDb,
  objectId: number,
  recordIds: readonly number[],
): Promise<{ id: number; owner_id: number | null }[]> {
  return db.many(
    sql`select r.id, r.owner_id from records r
        where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id = any(${recordIds}::bigint[]) and r.deleted_at is null
        order by r.id for update`,
  );
}

/** The records of an object after one, the bin's too, as many as may be looked at in a transaction. */
export async function nextStretch(db: AccountDb, objectId: number, after: number, limit: number): Promise<{ upTo: number; count: number }> {
  return db.one(
    sql`select coalesce(max(n.id), ${after}::bigint) as "upTo", count(*) as count from (
          select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} and r.id > ${after}
          order by r.id limit ${limit}) n`,
  );
}
