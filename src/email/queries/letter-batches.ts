import { sql, type AccountDb } from '../../app/db.ts';

export async function insertBatch(db: AccountDb, id: number, leaseUntil: Date): Promise<void> {
  await db.run(
    sql`insert into letter_batches (account_id, id, lease_until) values (${db.accountId}, ${id}, ${leaseUntil})`,
    'email.insert-batch',
  );
}

/** Says, before they leave, that letters of a batch up to a place are being handed over. Gives whether the batch is still its sender's. */
export async function beginUpTo(db: AccountDb, { id, place, realNow }: { id: number; place: number; realNow: Date }): Promise<boolean> {
  const rows = await db.run(
    sql`update letter_batches set begun = ${place} where account_id = ${db.accountId} and id = ${id} and lease_until > ${realNow}`,
    'email.begin-batch',
  );
  return rows > 0;
}

/** How far batches came whose senders are gone; nobody can go on with them while this transaction judges their letters. */
export async function lockLostBatches(db: AccountDb, realNow: Date): Promise<Map<number, number>> {
  const rows = await db.many<{ id: number; begun: number }>(
    sql`select b.id, b.begun from letter_batches b where b.account_id = ${db.accountId} and b.lease_until <= ${realNow} for update`,
    'email.lost-batches',
  );
  return new Map(rows.map(({ id, begun }) => [id, begun]));
}

export async function deleteBatch(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`delete from letter_batches where account_id = ${db.accountId} and id = ${id}`, 'email.delete-batch');
}

/** Forgets batches of senders that are gone, once none of their letters is left to judge. */
export async function deleteLostBatches(db: AccountDb, realNow: Date): Promise<void> {
  await db.run(
    sql`delete from letter_batches b
        where b.account_id = ${db.accountId} and b.lease_until <= ${realNow} and not exists (
          select from deliveries d where d.account_id = ${db.accountId} and d.status = 'sending' and d.batch_id = b.id)`,
    'email.delete-lost-batches',
  );
}
