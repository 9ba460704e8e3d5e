import { sql, type AccountDb } from '../../app/db.ts';

/** Hands letters from one record to another; of the named ones alone where they are. Gives which. */
export async function moveLetters(
  db: AccountDb,
  { objectId, fromId, toId }: { objectId: number; fromId: number; toId: number },
  ids?: readonly number[],
): Promise<number[]> {
  const named = ids === undefined ? sql`` : sql`and d.id = any(${ids}::bigint[])`;
  const rows = await db.many<{ id: number }>(
    sql`update deliveries d set record_id = ${toId}
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${fromId} ${named} returning d.id`,
  );
  return rows.map(({ id }) => id);
}

/** Of a message that waits twice for one record, the letter that was queued later does not leave. Gives which. */
export async function cancelSecondLetters(db: AccountDb, objectId: number, recordId: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`update deliveries d set status = 'cancelled', reason = 'merged'
        where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId} and d.status = 'queued'
          and exists (select 1 from deliveries o where o.account_id = ${db.accountId} and o.object_id = ${objectId} and o.record_id = ${recordId}
            and o.message_id = d.message_id and o.status = 'queued' and o.id < d.id)
        returning d.id`,
  );
  return rows.map(({ id }) => id);
}
