import { sql, type AccountDb } from '../../app/db.ts';

export interface ApiKeyRow {
  id: number;
  user_id: number;
  name: string;
  app_id: string;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export async function insertApiKey(
  db: AccountDb,
  key: { id: number; userId: number; name: string; appId: string; keyHash: string },
): Promise<void> {
  await db.run(
    sql`insert into api_keys (account_id, id, user_id, name, app_id, key_hash, created_at)
        values (${db.accountId}, ${key.id}, ${key.userId}, ${key.name}, ${key.appId}, ${key.keyHash}, ${db.now})`,
  );
}

export async function apiKeyRows(db: AccountDb): Promise<ApiKeyRow[]> {
  return db.many<ApiKeyRow>(
    sql`select id, user_id, name, app_id, created_at, last_used_at, revoked_at from api_keys where account_id = ${db.accountId} order by id`,
  );
}

/** Revokes a key; false when there is none such that still works. */
export async function revokeApiKeyRow(db: AccountDb, id: number): Promise<boolean> {
  const revoked = await db.run(
    sql`update api_keys set revoked_at = ${db.now} where account_id = ${db.accountId} and id = ${id} and revoked_at is null`,
  );
  return revoked > 0;
}

/** Revokes every key that acts for a user. */
export async function revokeApiKeysOf(db: AccountDb, userId: number): Promise<void> {
  await db.run(
    sql`update api_keys set revoked_at = ${db.now} where account_id = ${db.accountId} and user_id = ${userId} and revoked_at is null`,
  );
}
