import { sql, type AccountDb, type Sql } from '../../app/db.ts';
import type { FilledDelivery } from './claiming.ts';
import { DUE, type DueLetter } from './due-letters.ts';

/** Whether this transaction is the only one that claims letters in this account: which letters are taken is seen only once a claim is committed. */
export async function lockClaims(db: AccountDb): Promise<boolean> {
  const { locked } = await db.one<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('claiming letters', ${db.accountId})) as locked`,
    'email.lock-claims',
  );
  return locked;
}

/** Letters that some batch has taken, as a select of their ids. */
export const takenLetters = (db: AccountDb): Sql =>
  sql`select unnest(b.letters) from letter_batches b where b.account_id = ${db.accountId}::bigint`;

/** Committed before a letter is handed over, so that whatever happens then, it is never taken for one that still has to go. */
export async function insertBatch(
  db: AccountDb,
  batch: { id: number; leaseUntil: Date; begun: number; letters: readonly FilledDelivery[] },
): Promise<void> {
  const { id, leaseUntil, begun, letters } = batch;
  await db.run(
    sql`insert into letter_batches (account_id, id, lease_until, begun, letters, addresses, merge_values, sender_domains)
        values (${db.accountId}, ${id}, ${leaseUntil}, ${begun}, ${letters.map((each) => each.id)}::bigint[],
          ${letters.map(({ address }) => address)}::text[], ${letters.map(({ values }) => values)}::text[],
          ${letters.map(({ senderDomain }) => senderDomain)}::text[])`,
    'email.insert-batch',
  );
}

/**
 * Says that the outcomes of a batch's letters up to `noted` are on record, and that those up to `begun` are being handed over now. Gives whether
 * the batch is still its sender's.
 */
export async function advanceBatch(
  db: AccountDb,
  { id, noted, begun, realNow }: { id: number; noted: number; begun: number; realNow: Date },
): Promise<boolean> {
  const rows = await db.run(
    sql`update letter_batches set noted = ${noted}, begun = ${begun}
        where account_id = ${db.accountId} and id = ${id} and lease_until > ${realNow}`,
    'email.advance-batch',
  );
  return rows > 0;
}

export async function deleteBatches(db: AccountDb, ids: readonly number[]): Promise<void> {
  await db.run(sql`delete from letter_batches where account_id = ${db.accountId} and id = any(${ids}::bigint[])`, 'email.delete-batches');
}

/** Batches whose senders are gone; nobody can go on with them while this transaction judges their letters. */
export async function lockLostBatches(db: AccountDb, realNow: Date): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select b.id from letter_batches b where b.account_id = ${db.accountId} and b.lease_until <= ${realNow} for update`,
    'email.lost-batches',
  );
  return rows.map(({ id }) => id);
}

/** Letters of lost batches that may have left, and of which nobody knows. */
export async function doubtfulLetters(db: AccountDb, batchIds: readonly number[]): Promise<DueLetter[]> {
  return db.many(
    sql`select ${DUE} from letter_batches b
        cross join lateral unnest(b.letters) with ordinality l(id, place)
        join deliveries d on d.account_id = ${db.accountId} and d.id = l.id
        where b.account_id = ${db.accountId} and b.id = any(${batchIds}::bigint[]) and l.place > b.noted and l.place <= b.begun and d.status = 'queued'
        order by b.id, l.place for update of d`,
    'email.doubtful-letters',
  );
}

/** What was filled into the letters of batches, as a select of `id`, `address`, `merge_values` (JSON) and `sender_domain`. */
export const filledOf = (db: AccountDb, batchIds: readonly number[]): Sql =>
  sql`select l.id, l.address, l.merge_values, l.sender_domain from letter_batches b
      cross join lateral unnest(b.letters, b.addresses, b.merge_values, b.sender_domains) l(id, address, merge_values, sender_domain)
      where b.account_id = ${db.accountId} and b.id = any(${batchIds}::bigint[])`;

/** What was filled into a letter that is on its way; undefined for any other. */
export async function valuesUnderWay(db: AccountDb, deliveryId: number): Promise<Record<string, unknown> | undefined> {
  const row = await db.maybeOne<{ merge_values: Record<string, unknown> }>(
    sql`select l.merge_values::jsonb as merge_values from letter_batches b
        cross join lateral unnest(b.letters, b.merge_values) l(id, merge_values)
        where b.account_id = ${db.accountId} and ${deliveryId} = any(b.letters) and l.id = ${deliveryId} and l.merge_values is not null`,
  );
  return row?.merge_values;
}

/** Takes what was personal of a person's letters from the batches they leave in. */
export async function forgetUnderWay(db: AccountDb, objectId: number, recordId: number): Promise<void> {
  const theirs = sql`select d.id from deliveries d where d.account_id = ${db.accountId} and d.object_id = ${objectId} and d.record_id = ${recordId}`;
  const kept = (column: Sql) =>
    sql`array(select case when l.id in (${theirs}) then null else l.text end from unnest(b.letters, ${column}) with ordinality l(id, text, place) order by l.place)`;
  await db.run(
    sql`update letter_batches b set addresses = ${kept(sql`b.addresses`)}, merge_values = ${kept(sql`b.merge_values`)}
        where b.account_id = ${db.accountId} and b.letters && array(${theirs})`,
  );
}
