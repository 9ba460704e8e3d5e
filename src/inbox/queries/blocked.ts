import { sql, type AccountDb } from '../../app/db.ts';

export async function blockedAmong(db: AccountDb, names: readonly string[]): Promise<string | undefined> {
  const row = await db.maybeOne<{ value: string }>(
    sql`select b.value from blocked_senders b where b.account_id = ${db.accountId} and b.value = any(${names}::text[]) limit 1`,
    'inbox.blocked-among',
  );
  return row?.value;
}

export async function allBlocked(db: AccountDb): Promise<{ value: string; blocked_at: Date; blocked_by: number | null }[]> {
  return db.many(
    sql`select b.value, b.blocked_at, b.blocked_by from blocked_senders b where b.account_id = ${db.accountId} order by b.value limit 5000`,
  );
}

/** Gives whether it was not blocked before. */
export async function insertBlocked(db: AccountDb, value: string, userId: number | null): Promise<boolean> {
  return (
    (await db.run(
      sql`insert into blocked_senders (account_id, value, blocked_by, blocked_at) values (${db.accountId}, ${value}, ${userId}, ${db.now})
          on conflict (account_id, value) do nothing`,
    )) > 0
  );
}

export async function deleteBlocked(db: AccountDb, value: string): Promise<boolean> {
  return (await db.run(sql`delete from blocked_senders where account_id = ${db.accountId} and value = ${value}`)) > 0;
}
