import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem, notFound } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { userExceptionsChanged, userRenamed, userRoleChanged, userZoneChanged } from './events.ts';
import { refuseRightsBeyond, roleToGive, userToChange } from './identity/authority.ts';
import { roleRows } from './queries/roles.ts';
import { lockOwners, updateUserRow, userRow, type UserRow } from './queries/users.ts';
import type { UpdateUser } from './schema.ts';

/**
 * Changes a user's name, time zone, role or exceptions. One's own name and zone anybody may change, one's own role nobody. Refuses with `own_seat`,
 * `not_allowed` people who are not below the viewer's role, `rights_beyond_yours`, and `last_owner`.
 */
export async function updateUser(db: AccountDb, actor: Actor, viewer: Viewer, userId: number, changes: UpdateUser): Promise<UserRow> {
  // Roles before users, everywhere, so that no two changes wait for each other.
  if (changes.roleId !== undefined) await roleRows(db, true);
  const isPersonal = changes.roleId === undefined && changes.exceptions === undefined;
  const before = isPersonal && userId === viewer.userId ? await userRow(db, userId, true) : await userToChange(db, viewer, userId);
  if (!before) throw notFound('user');
  if (changes.roleId !== undefined && changes.roleId !== before.role_id) await refuseRole(db, viewer, before, changes.roleId);
  if (changes.exceptions) await refuseRightsBeyond(db, viewer, { account: changes.exceptions.allow, objects: changes.exceptions.objects });
  await updateUserRow(db, {
    id: userId,
    name: changes.name ?? before.name,
    roleId: changes.roleId ?? before.role_id,
    exceptions: changes.exceptions === undefined ? before.exceptions : changes.exceptions,
    timeZone: changes.timeZone === undefined ? before.time_zone : changes.timeZone,
  });
  await tell(db, actor, before, changes);
  return (await userRow(db, userId))!;
}

async function refuseRole(db: AccountDb, viewer: Viewer, user: UserRow, roleId: number): Promise<void> {
  const role = await roleToGive(db, viewer, roleId);
  if (user.is_owner && !role.is_owner) await refuseLastOwner(db);
}

/** An account always has an owner. */
export async function refuseLastOwner(db: AccountDb): Promise<void> {
  if ((await lockOwners(db)).length < 2) {
    throw new Problem('last_owner', 'An account needs an owner. Make somebody else an owner first.');
  }
}

async function tell(db: AccountDb, actor: Actor, before: UserRow, changes: UpdateUser): Promise<void> {
  const subject = { type: 'user', id: before.id };
  if (changes.name !== undefined && changes.name !== before.name) {
    await recordEvent(db, actor, { kind: userRenamed, subject, personal: { name: [before.name, changes.name] } });
  }
  if (changes.timeZone !== undefined && changes.timeZone !== before.time_zone) {
    await recordEvent(db, actor, { kind: userZoneChanged, subject, data: { timeZone: [before.time_zone, changes.timeZone] } });
  }
  if (changes.roleId !== undefined && changes.roleId !== before.role_id) {
    await recordEvent(db, actor, { kind: userRoleChanged, subject, data: { roleId: [before.role_id, changes.roleId] } });
  }
  if (changes.exceptions !== undefined) {
    await recordEvent(db, actor, { kind: userExceptionsChanged, subject, data: { exceptions: [before.exceptions, changes.exceptions] } });
  }
}
