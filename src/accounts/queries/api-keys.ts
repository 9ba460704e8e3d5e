import { sql, type AccountDb } from '../../app/db.ts';

export interface ApiKeyRow {
  id: number;
  user_id: number;
  user_name: string;
  name: string;
  app_id: string;
  scopes: string[] | null;
  is_test: boolean;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  old_key_until: Date | null;
  exposed_at: Date | null;
  revoked_at: Date | null;
}

export interface ApiKeyToInsert {
  id: number;
  userId: number;
  name: string;
  appId: string;
  keyHash: string;
  scopes: readonly string[] | null;
  expiresAt: Date | null;
  isTest: boolean;
}

export async function insertApiKey(db: AccountDb, key: ApiKeyToInsert): Promise<void> {
  await db.run(
    sql`insert into api_keys (account_id, id, user_id, name, app_id, key_hash, scopes, expires_at, is_test, created_at)
        values (${db.accountId}, ${key.id}, ${key.userId}, ${key.name}, ${key.appId}, ${key.keyHash}, ${key.scopes}, ${key.expiresAt},
          ${key.isTest}, ${db.now})`,
  );
}

const API_KEY = sql`k.id, k.user_id, u.name as user_name, k.name, k.app_id, k.scopes, k.is_test, k.created_at, k.expires_at, k.last_used_at,
  k.old_key_until, k.exposed_at, k.revoked_at`;

export async function apiKeyRows(db: AccountDb): Promise<ApiKeyRow[]> {
  return db.many<ApiKeyRow>(
    sql`select ${API_KEY} from api_keys k join users u on u.account_id = ${db.accountId} and u.id = k.user_id
        where k.account_id = ${db.accountId} order by k.id`,
  );
}

/** A key, kept from being changed by others until this transaction ends. */
export async function lockedApiKey(db: AccountDb, id: number): Promise<ApiKeyRow | undefined> {
  return db.maybeOne<ApiKeyRow>(
    sql`select ${API_KEY} from api_keys k join users u on u.account_id = ${db.accountId} and u.id = k.user_id
        where k.account_id = ${db.accountId} and k.id = ${id} for update of k`,
  );
}

/** Puts a new secret in the place of the old, which works until a time; null for not at all. */
export async function replaceSecret(db: AccountDb, key: { id: number; keyHash: string; oldKeyUntil: Date | null }): Promise<void> {
  await db.run(
    sql`update api_keys set old_key_hash = case when ${key.oldKeyUntil}::timestamptz is null then null else key_hash end,
          old_key_until = ${key.oldKeyUntil}, key_hash = ${key.keyHash}, rotated_at = ${db.now}
        where account_id = ${db.accountId} and id = ${key.id}`,
  );
}

/** Notes that a key was used; for this minute that is enough. */
export async function touchKey(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update api_keys set last_used_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

/** Notes that a key was seen in a page. */
export async function markExposed(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update api_keys set exposed_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
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
