import { sql, type AccountDb } from '../../app/db.ts';
import type { SeatRow } from './seats.ts';

export interface GrantRow {
  id: number;
  user_id: number;
  user_name: string;
  client_id: string;
  app_name: string;
  home_page: string | null;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
}

const GRANT = sql`g.id, g.user_id, u.name as user_name, g.client_id, g.app_name, p.home_page, g.scopes, g.created_at, g.last_used_at`;

/** Grants that have not ended: of one user, or of all. */
export async function grantRows(db: AccountDb, userId: number | undefined): Promise<GrantRow[]> {
  return db.many<GrantRow>(
    sql`select ${GRANT} from oauth_grants g join users u on u.account_id = ${db.accountId} and u.id = g.user_id
          join oauth_apps p on p.client_id = g.client_id
        where g.account_id = ${db.accountId} and g.ended_at is null ${userId === undefined ? sql`` : sql`and g.user_id = ${userId}`}
        order by g.id desc`,
  );
}

/** A grant that has not ended, kept from being changed by others until this transaction ends. */
export async function lockedGrant(db: AccountDb, id: number): Promise<GrantRow | undefined> {
  return db.maybeOne<GrantRow>(
    sql`select ${GRANT} from oauth_grants g join users u on u.account_id = ${db.accountId} and u.id = g.user_id and u.left_at is null
          join oauth_apps p on p.client_id = g.client_id
        where g.account_id = ${db.accountId} and g.id = ${id} and g.ended_at is null for update of g`,
  );
}

export async function insertGrant(
  db: AccountDb,
  grant: { id: number; userId: number; clientId: string; appName: string; scopes: readonly string[] },
): Promise<void> {
  await db.run(
    sql`insert into oauth_grants (account_id, id, user_id, client_id, app_name, scopes, created_at)
        values (${db.accountId}, ${grant.id}, ${grant.userId}, ${grant.clientId}, ${grant.appName}, ${grant.scopes}, ${db.now})`,
  );
}

/** Ends grants and takes their tokens away; false when none of them was still running. */
export async function endGrantRows(db: AccountDb, ids: readonly number[]): Promise<boolean> {
  await db.run(sql`delete from oauth_tokens where account_id = ${db.accountId} and grant_id = any(${ids}::bigint[])`);
  const ended = await db.run(
    sql`update oauth_grants set ended_at = ${db.now}
        where account_id = ${db.accountId} and id = any(${ids}::bigint[]) and ended_at is null`,
  );
  return ended > 0;
}

/** The running grants of an app in this account. */
export async function grantsOfApp(db: AccountDb, clientId: string): Promise<{ id: number; user_id: number }[]> {
  return db.many(
    sql`select id, user_id from oauth_grants where account_id = ${db.accountId} and client_id = ${clientId} and ended_at is null order by id`,
  );
}

/** What apps were called when they were let in, ended grants included. */
export async function namesOfGrants(db: AccountDb, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  if (ids.length === 0) return [];
  return db.many(
    sql`select g.id, g.app_name as name from oauth_grants g where g.account_id = ${db.accountId} and g.id = any(${ids}::bigint[])`,
  );
}

// Codes --------------------------------------------------------------------------------------------------------------------------

export interface CodeRow {
  client_id: string;
  user_id: number;
  redirect_uri: string;
  challenge: string;
  scopes: string[];
  expires_at: Date;
  used_at: Date | null;
  grant_id: number | null;
}

export async function insertCode(
  db: AccountDb,
  code: {
    hash: string;
    clientId: string;
    userId: number;
    redirectUri: string;
    challenge: string;
    scopes: readonly string[];
    expiresAt: Date;
  },
): Promise<void> {
  await db.run(sql`delete from oauth_codes where account_id = ${db.accountId} and expires_at < ${db.now}::timestamptz - interval '1 day'`);
  await db.run(
    sql`insert into oauth_codes (account_id, code_hash, client_id, user_id, redirect_uri, challenge, scopes, expires_at)
        values (${db.accountId}, ${code.hash}, ${code.clientId}, ${code.userId}, ${code.redirectUri}, ${code.challenge}, ${code.scopes},
          ${code.expiresAt})`,
  );
}

/** A code, kept from being used by others until this transaction ends. */
export async function lockedCode(db: AccountDb, hash: string): Promise<CodeRow | undefined> {
  return db.maybeOne<CodeRow>(
    sql`select client_id, user_id, redirect_uri, challenge, scopes, expires_at, used_at, grant_id from oauth_codes
        where account_id = ${db.accountId} and code_hash = ${hash} for update`,
  );
}

export async function markCodeUsed(db: AccountDb, hash: string, grantId: number | null): Promise<void> {
  await db.run(
    sql`update oauth_codes set used_at = ${db.now}, grant_id = ${grantId} where account_id = ${db.accountId} and code_hash = ${hash}`,
  );
}

// Tokens -------------------------------------------------------------------------------------------------------------------------

export interface TokenRow {
  grant_id: number;
  kind: 'access' | 'refresh';
  expires_at: Date;
  used_at: Date | null;
}

export async function insertTokens(
  db: AccountDb,
  grantId: number,
  tokens: readonly { hash: string; kind: TokenRow['kind']; expiresAt: Date }[],
): Promise<void> {
  await db.run(sql`delete from oauth_tokens where account_id = ${db.accountId} and grant_id = ${grantId} and expires_at < ${db.now}`);
  await db.run(
    sql`insert into oauth_tokens (account_id, token_hash, grant_id, kind, expires_at)
        select ${db.accountId}, t.hash, ${grantId}::bigint, t.kind, t.expires_at
        from unnest(${tokens.map((one) => one.hash)}::text[], ${tokens.map((one) => one.kind)}::text[],
          ${tokens.map((one) => one.expiresAt)}::timestamptz[]) as t (hash, kind, expires_at)`,
  );
}

/** A token, kept from being used by others until this transaction ends. */
export async function lockedToken(db: AccountDb, hash: string): Promise<TokenRow | undefined> {
  return db.maybeOne<TokenRow>(
    sql`select grant_id, kind, expires_at, used_at from oauth_tokens
        where account_id = ${db.accountId} and token_hash = ${hash} for update`,
  );
}

export async function markTokenUsed(db: AccountDb, hash: string): Promise<void> {
  await db.run(sql`update oauth_tokens set used_at = ${db.now} where account_id = ${db.accountId} and token_hash = ${hash}`);
}

export async function deleteToken(db: AccountDb, hash: string): Promise<void> {
  await db.run(sql`delete from oauth_tokens where account_id = ${db.accountId} and token_hash = ${hash}`);
}

export interface GrantSeatRow extends SeatRow {
  grant_id: number;
  scopes: string[];
  calls_per_minute: number;
  stale: boolean;
}

/** The grant that an access token opens, with the seat of the user who gave it. */
export async function grantWithSeat(db: AccountDb, tokenHash: string): Promise<GrantSeatRow | undefined> {
  return db.maybeOne<GrantSeatRow>(
    sql`select g.id as grant_id, g.scopes, a.calls_per_minute,
          coalesce(g.last_used_at < ${db.now}::timestamptz - interval '1 minute', true) as stale, seat.*
        from oauth_tokens t join oauth_grants g on g.account_id = ${db.accountId} and g.id = t.grant_id and g.ended_at is null
          join oauth_apps p on p.client_id = g.client_id
          join accounts a on a.account_id = ${db.accountId} and a.closed_at is null
          cross join lateral seat_of(${db.accountId}, g.user_id) seat
        where t.account_id = ${db.accountId} and t.token_hash = ${tokenHash} and t.kind = 'access' and t.expires_at > ${db.now}`,
    'accounts.grant-with-seat',
  );
}

/** Notes that a grant was used; for this minute that is enough. */
export async function touchGrant(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update oauth_grants set last_used_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}
