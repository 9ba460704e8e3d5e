import { sql, type AccountDb } from '../../app/db.ts';

/** Notes up to which record a field's values have been copied. */
export async function noteCopiedUntil(db: AccountDb, objectId: number, id: number, recordId: number): Promise<void> {
  await db.run(
    sql`update fields set sortable_until = ${recordId} where account_id = ${db.accountId} and object_id = ${objectId} and id = ${id}`,
  );
}

/** The share of the object's records whose values have been copied, by their ids. */
export async function sortableUntil(db: AccountDb, objectId: number, id: number): Promise<number> {
  const row = await db.one<{ until: number | null; last: number | null }>(
    sql`select f.sortable_until as until,
          (select r.id from records r where r.account_id = ${db.accountId} and r.object_id = ${objectId} order by r.id desc limit 1) as last
        from fields f where f.account_id = ${db.accountId} and f.object_id = ${objectId} and f.id = ${id}`,
  );
  return row.until === null || !row.last ? 0 : Math.min(0.99, row.until / row.last);
}
