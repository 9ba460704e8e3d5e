import { sql, type AccountDb } from '../../app/db.ts';

/** The words users sign with, of those who have written some. */
export async function signaturesOf(db: AccountDb, userIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.many<{ user_id: number; signature: string }>(
    sql`select s.user_id, s.signature from signatures s where s.account_id = ${db.accountId} and s.user_id = any(${userIds}::bigint[])`,
    'documents.signatures',
  );
  return new Map(rows.map(({ user_id, signature }) => [user_id, signature]));
}

export async function writeSignature(db: AccountDb, userId: number, signature: string): Promise<void> {
  await db.run(
    sql`insert into signatures (account_id, user_id, signature, updated_at) values (${db.accountId}, ${userId}, ${signature}, ${db.now})
        on conflict (account_id, user_id) do update set signature = excluded.signature, updated_at = excluded.updated_at`,
  );
}
