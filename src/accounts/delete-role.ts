import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { roleDeleted } from './events.ts';
import { roleToChange } from './identity/role-tree.ts';
import { isRoleOffered } from './queries/invitations.ts';
import { deleteRoleRow, roleRows } from './queries/roles.ts';
import { wasRoleUsed } from './queries/users.ts';

/** Deletes a role nobody has or had or is offered; the roles below it move up. Refuses with `role_in_use`, `owner_role` and `own_role`. */
export async function deleteRole(db: AccountDb, actor: Actor, viewer: Viewer, id: number): Promise<void> {
  const roles = await roleRows(db, true);
  const role = await roleToChange(db, viewer, roles, id);
  if (role.user_count > 0 || (await isRoleOffered(db, id)) || (await wasRoleUsed(db, id))) {
    throw new Problem(
      'role_in_use',
      'People have, had or are offered this role. Give them another one first, or keep it for those who left.',
    );
  }
  await deleteRoleRow(db, { id, managerRoleId: role.manager_role_id! });
  await recordEvent(db, actor, { kind: roleDeleted, subject: { type: 'role', id }, data: { name: role.name } });
}
