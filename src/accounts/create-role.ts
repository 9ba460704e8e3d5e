import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { roleCreated } from './events.ts';
import { refuseRightsBeyond } from './identity/authority.ts';
import { refuseNameTaken, requirePlace } from './identity/role-tree.ts';
import { insertRoles, roleRows } from './queries/roles.ts';
import type { RoleInput } from './schema.ts';

/**
 * Makes a role below another. Gives its id. Refuses with `role_name_taken`, a manager outside the viewer's own part of the tree, and
 * `rights_beyond_yours`.
 */
export async function createRole(db: AccountDb, by: { actor: Actor; viewer: Viewer; ids: NextIds }, input: RoleInput): Promise<number> {
  const roles = await roleRows(db, true);
  refuseNameTaken(roles, input.name);
  await requirePlace(db, by.viewer, roles, input.managerRoleId);
  await refuseRightsBeyond(db, by.viewer, input.rights);
  const id = await by.ids('role', 1);
  await insertRoles(db, [{ id, name: input.name, isOwner: false, managerRoleId: input.managerRoleId, rights: input.rights }]);
  await recordEvent(db, by.actor, { kind: roleCreated, subject: { type: 'role', id }, data: { ...input } });
  return id;
}
