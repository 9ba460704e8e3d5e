import { sql, type AccountDb } from '../../app/db.ts';
import type { Rights } from '../schema.ts';

export interface RoleRow {
  id: number;
  name: string;
  is_owner: boolean;
  manager_role_id: number | null;
  rights: Rights;
  user_count: number;
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

/** The account's roles with how many people have each. Locked, they stay as they are until this transaction ends. */
export async function roleRows(db: AccountDb, lock = false): Promise<RoleRow[]> {
  if (lock) await db.many(sql`select id from roles where account_id = ${db.accountId} order by id for update`);
  return db.many<RoleRow>(
    sql`select r.id, r.name, r.is_owner, r.manager_role_id, r.rights,
          (select count(*) from users u where u.account_id = ${db.accountId} and u.role_id = r.id and u.left_at is null) as user_count
        from roles r where r.account_id = ${db.accountId} order by r.id`,
  );
}

export async function updateRoleRow(
  db: AccountDb,
  role: { id: number; name: string; managerRoleId: number | null; rights: Rights },
): Promise<void> {
  await db.run(
    sql`update roles set name = ${role.name}, manager_role_id = ${role.managerRoleId}, rights = ${JSON.stringify(role.rights)}::jsonb
        where account_id = ${db.accountId} and id = ${role.id}`,
  );
}

/** Deletes a role and hangs the roles below it to the one above. */
export async function deleteRoleRow(db: AccountDb, role: { id: number; managerRoleId: number }): Promise<void> {
  await db.run(
    sql`update roles set manager_role_id = ${role.managerRoleId} where account_id = ${db.accountId} and manager_role_id = ${role.id}`,
  );
  await db.run(sql`delete from roles where account_id = ${db.accountId} and id = ${role.id}`);
}
