import { sql, type AccountDb, type Queries } from '../../app/db.ts';
import type { Exceptions, Rights } from '../schema.ts';

export interface SeatRow {
  user_id: number;
  name: string;
  email: string;
  role_id: number;
  role_name: string;
  is_owner: boolean;
  rights: Rights;
  exceptions: Exceptions | null;
  team_ids: number[];
}

export interface SessionRow extends Partial<SeatRow> {
  session_id: string;
  identity_id: string;
  identity_email: string;
  is_operator: boolean;
  stale: boolean;
}

/** A session not seen for so long is marked seen, and its end put off. */
const SEEN_EVERY = sql`interval '5 minutes'`;

const SESSION = (
  now: Date,
) => sql`s.id as session_id, i.id as identity_id, i.email as identity_email, o.identity_id is not null as is_operator,
  s.last_seen_at < ${now}::timestamptz - ${SEEN_EVERY} as stale`;

/** A user's seat with everything rights are compiled from; undefined when there is none, or the user has left. */
export async function seatOf(db: AccountDb, userId: number): Promise<SeatRow | undefined> {
  return db.maybeOne<SeatRow>(sql`select s.* from seat_of(${db.accountId}, ${userId}) s`, 'accounts.seat');
}

/** Whose session this is. Sessions are about people and not about accounts, and so live in real time. */
export async function sessionByToken(db: Queries, tokenHash: string, now: Date): Promise<SessionRow | undefined> {
  return db.maybeOne<SessionRow>(
    sql`select ${SESSION(now)}
        from auth_sessions s join auth_users i on i.id = s.user_id left join operators o on o.identity_id = i.id
        where s.token = ${tokenHash} and s.expires_at > ${now}`,
    'accounts.session',
  );
}

/** The same, with that person's seat in the account of the transaction, where there is one. */
export async function sessionWithSeat(db: AccountDb, tokenHash: string, now: Date): Promise<SessionRow | undefined> {
  return db.maybeOne<SessionRow>(
    sql`select ${SESSION(now)}, seat.*
        from auth_sessions s join auth_users i on i.id = s.user_id left join operators o on o.identity_id = i.id
        left join users u on u.account_id = ${db.accountId} and u.identity_id = i.id and u.left_at is null
          and exists (select from accounts a where a.account_id = ${db.accountId} and a.closed_at is null)
        left join lateral seat_of(${db.accountId}, u.id) seat on true
        where s.token = ${tokenHash} and s.expires_at > ${now}`,
    'accounts.session-with-seat',
  );
}

/** Marks a session seen and puts off its end. */
export async function touchSession(db: Queries, sessionId: string, now: Date, expiresAt: Date): Promise<void> {
  await db.run(
    sql`update auth_sessions set last_seen_at = ${now}, expires_at = ${expiresAt} where id = ${sessionId}`,
    'accounts.touch-session',
  );
}

/** A key, with the seat of the user it acts for where there still is one. */
export interface KeySeatRow extends Partial<SeatRow> {
  key_id: number;
  key_name: string;
  key_user_id: number;
  key_hash: string;
  old_key_hash: string | null;
  old_key_until: Date | null;
  scopes: string[] | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  exposed_at: Date | null;
  calls_per_minute: number;
  owner_user_id: number | null;
  stale: boolean;
}

/** The key of an app id with the seat of the user it acts for, and what the account lets programs do. */
export async function keyWithSeat(db: AccountDb, appId: string): Promise<KeySeatRow | undefined> {
  return db.maybeOne<KeySeatRow>(
    sql`select k.id as key_id, k.name as key_name, k.user_id as key_user_id, k.key_hash, k.old_key_hash, k.old_key_until, k.scopes,
          k.expires_at, k.revoked_at, k.exposed_at, a.calls_per_minute, a.owner_user_id,
          coalesce(k.last_used_at < ${db.now}::timestamptz - interval '1 minute', true) as stale, seat.*
        from api_keys k join accounts a on a.account_id = ${db.accountId} and a.closed_at is null
        left join lateral seat_of(${db.accountId}, k.user_id) seat on true
        where k.account_id = ${db.accountId} and k.app_id = ${appId}`,
    'accounts.key-with-seat',
  );
}
