import { sql, type AccountDb, type SystemDb } from '../../app/db.ts';
import type { Exceptions, Rights } from '../schema.ts';

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

const USER = sql`u.id, u.identity_id, u.role_id, r.name as role_name, r.is_owner, u.exceptions, u.name, u.email, u.created_at, u.left_at`;

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

export async function insertRoles(
  db: AccountDb,
  roles: readonly { id: number; name: string; isOwner: boolean; managerRoleId: number | null; rights: Rights }[],
): Promise<void> {
  await db.run(
    sql`insert into roles (account_id, id, name, is_owner, manager_role_id, rights, created_at)
        select ${db.accountId}, r.id, r.name, r."isOwner", r."managerRoleId", r.rights, ${db.now}
        from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
          as r(id bigint, name text, "isOwner" boolean, "managerRoleId" bigint, rights jsonb)`,
  );
}
