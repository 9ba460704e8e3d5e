import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { Exceptions } from '../schema.ts';

export interface UserRow {
  id: number;
  identity_id: string;
  role_id: number;
  role_name: string;
  is_owner: boolean;
  exceptions: Exceptions | null;
  name: string;
  email: string;
  created_at: Date;
  left_at: Date | null;
  time_zone: string | null;
}

export async function insertUser(
  db: AccountDb,
  user: { id: number; identityId: string; roleId: number; name: string; email: string },
): Promise<void> {
  await db.run(
    sql`insert into users (account_id, id, identity_id, role_id, name, email, created_at)
        values (${db.accountId}, ${user.id}, ${user.identityId}, ${user.roleId}, ${user.name}, ${user.email}, ${db.now})`,
  );
}

const USER = sql`u.id, u.identity_id, u.role_id, r.name as role_name, r.is_owner, u.exceptions, u.name, u.email, u.created_at, u.left_at, u.time_zone`;

/** Everybody who has, or had, a seat; those who left keep their name beside what they did. */
export async function userRows(db: AccountDb): Promise<UserRow[]> {
  return db.many<UserRow>(
    sql`select ${USER} from users u join roles r on r.account_id = ${db.accountId} and r.id = u.role_id
        where u.account_id = ${db.accountId} order by u.id`,
    'accounts.users',
  );
}

export interface AccountOfIdentity {
  account_id: number;
  name: string;
  kind: 'operator' | 'client' | 'sandbox';
  mode: 'practising' | 'live';
  parent_account_id: number | null;
  user_id: number;
  role_name: string;
  clock_offset_ms: number;
}

export async function accountsOfIdentity(db: SystemDb, identityId: string): Promise<AccountOfIdentity[]> {
  return db.many<AccountOfIdentity>(sql`select * from accounts_of_identity(${identityId})`, 'accounts.of-identity');
}

/** One user with a seat; locked, nobody else changes their seat until this transaction ends. */
export async function userRow(db: AccountDb, id: number, lock = false): Promise<UserRow | undefined> {
  return db.maybeOne<UserRow>(
    sql`select ${USER} from users u join roles r on r.account_id = ${db.accountId} and r.id = u.role_id
        where u.account_id = ${db.accountId} and u.id = ${id} and u.left_at is null ${lock ? sql`for update of u` : sql``}`,
  );
}

export async function userOfIdentity(db: AccountDb, identityId: string): Promise<number | undefined> {
  const row = await db.maybeOne<{ id: number }>(
    sql`select id from users where account_id = ${db.accountId} and identity_id = ${identityId} and left_at is null`,
  );
  return row?.id;
}

export async function userByEmail(db: AccountDb, email: string): Promise<number | undefined> {
  const row = await db.maybeOne<{ id: number }>(
    sql`select id from users where account_id = ${db.accountId} and email = ${email} and left_at is null`,
  );
  return row?.id;
}

export async function updateUserRow(
  db: AccountDb,
  user: { id: number; name: string; roleId: number; exceptions: Exceptions | null; timeZone: string | null },
): Promise<void> {
  await db.run(
    sql`update users set name = ${user.name}, role_id = ${user.roleId}, time_zone = ${user.timeZone},
          exceptions = ${user.exceptions === null ? null : JSON.stringify(user.exceptions)}::jsonb
        where account_id = ${db.accountId} and id = ${user.id}`,
  );
}

export async function markUserLeft(db: AccountDb, id: number): Promise<void> {
  await db.run(sql`update users set left_at = ${db.now} where account_id = ${db.accountId} and id = ${id}`);
}

/** Ids of the owners; locked, so that two who leave at once cannot both be the last but one. */
export async function lockOwners(db: AccountDb): Promise<number[]> {
  const rows = await db.many<{ id: number }>(
    sql`select u.id from users u join roles r on r.account_id = ${db.accountId} and r.id = u.role_id
        where u.account_id = ${db.accountId} and r.is_owner and u.left_at is null order by u.id for update of u`,
  );
  return rows.map(({ id }) => id);
}

/** Whether anybody ever had a role, those who left included. */
export async function wasRoleUsed(db: AccountDb, roleId: number): Promise<boolean> {
  const { used } = await db.one<{ used: boolean }>(
    sql`select exists (select from users where account_id = ${db.accountId} and role_id = ${roleId}) as used`,
  );
  return used;
}
