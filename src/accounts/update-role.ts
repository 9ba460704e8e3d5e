import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { roleUpdated } from './events.ts';
import { refuseRightsBeyond } from './identity/authority.ts';
import { refuseNameTaken, requirePlace, roleToChange } from './identity/role-tree.ts';
import { roleRows, updateRoleRow } from './queries/roles.ts';
import type { RoleChanges } from './schema.ts';

/**
 * Changes a role's name, rights or place; it holds for everybody in it from their next request. Refuses with `owner_role`, `own_role`,
 * `role_circle`, `role_name_taken`, `rights_beyond_yours` and, for who is no owner, roles that are not below theirs.
 */
export async function updateRole(db: AccountDb, actor: Actor, viewer: Viewer, id: number, changes: RoleChanges): Promise<void> {
  const roles = await roleRows(db, true);
  const before = await roleToChange(db, viewer, roles, id);
  if (changes.name !== undefined) refuseNameTaken(roles, changes.name, id);
  if (changes.managerRoleId !== undefined) await requirePlace(db, viewer, roles, changes.managerRoleId, id);
  if (changes.rights) await refuseRightsBeyond(db, viewer, changes.rights);
  await updateRoleRow(db, {
    id,
    name: changes.name ?? before.name,
    managerRoleId: changes.managerRoleId ?? before.manager_role_id,
    rights: changes.rights ?? before.rights,
  });
  const was = { name: before.name, managerRoleId: before.manager_role_id, rights: before.rights };
  await recordEvent(db, actor, { kind: roleUpdated, subject: { type: 'role', id }, data: { before: was, changes } });
}
