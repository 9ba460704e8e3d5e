import type { AccountDb } from '../../app/db.ts';
import { Problem, invalid, notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { RoleRow } from '../queries/roles.ts';
import { userRow } from '../queries/users.ts';
import { wouldCircle } from '../rules/rights.ts';

const managersOf = (roles: readonly RoleRow[]): Map<number, number | null> => new Map(roles.map((role) => [role.id, role.manager_role_id]));

/** Whether a role is another one or stands below it. */
const isAtOrBelow = (roles: readonly RoleRow[], roleId: number, aboveId: number): boolean =>
  wouldCircle(aboveId, roleId, managersOf(roles));

async function ownRoleOf(db: AccountDb, viewer: Viewer): Promise<number> {
  const own = await userRow(db, viewer.userId);
  if (!own) throw notFound('user');
  return own.role_id;
}

/** A role may be hung anywhere by an owner, and by others only at or below their own role: a team is seen by who stands above it. */
export async function requirePlace(
  db: AccountDb,
  viewer: Viewer,
  roles: readonly RoleRow[],
  managerRoleId: number,
  roleId?: number,
): Promise<void> {
  if (!roles.some(({ id }) => id === managerRoleId)) throw invalid('managerRoleId', 'Choose a role of the list.', 'role_not_found');
  if (roleId !== undefined && wouldCircle(roleId, managerRoleId, managersOf(roles))) {
    throw invalid('managerRoleId', 'A role cannot stand below itself. Choose another one above it.', 'role_circle');
  }
  if (!viewer.isOwner && !isAtOrBelow(roles, managerRoleId, await ownRoleOf(db, viewer))) throw notAllowed('place a role above your own');
}

/** The role, if the viewer may change it: never the owner's, never one's own, and for who is no owner only those below. */
export async function roleToChange(db: AccountDb, viewer: Viewer, roles: readonly RoleRow[], id: number): Promise<RoleRow> {
  const role = roles.find((candidate) => candidate.id === id);
  if (!role) throw notFound('role');
  if (role.is_owner) throw new Problem('owner_role', 'The owner’s role may everything and cannot be changed.', { status: 403 });
  const own = await ownRoleOf(db, viewer);
  if (role.id === own) throw new Problem('own_role', 'You cannot change your own role. Ask somebody above it.', { status: 403 });
  if (!viewer.isOwner && !isAtOrBelow(roles, role.id, own)) throw notAllowed('change roles that are not below your own');
  return role;
}

export function refuseNameTaken(roles: readonly RoleRow[], name: string, exceptId?: number): void {
  if (roles.some((role) => role.id !== exceptId && role.name.toLowerCase() === name.toLowerCase())) {
    throw invalid('name', 'There is a role with this name already.', 'role_name_taken');
  }
}
