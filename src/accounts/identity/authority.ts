import { Problem, notAllowed, notFound } from '../../app/kernel/problem.ts';
import type { Viewer } from '../../app/kernel/viewer.ts';
import type { AccountDb } from '../../app/db.ts';
import { roleRows, type RoleRow } from '../queries/roles.ts';
import { seatOf } from '../queries/seats.ts';
import { userRow, type UserRow } from '../queries/users.ts';
import { rightsBeyond } from '../rules/rights.ts';
import type { Rights } from '../schema.ts';
import { seatRightsOf } from '../viewer-of.ts';

/** Refuses with `rights_beyond_yours` rights that the viewer does not hold now: nobody gives what they do not have. */
export async function refuseRightsBeyond(
  db: AccountDb,
  viewer: Viewer,
  rights: Pick<Rights, 'account' | 'objects'> & Partial<Rights>,
): Promise<void> {
  const seat = await seatOf(db, viewer.userId);
  if (!seat) throw notFound('user');
  const beyond = rightsBeyond(seatRightsOf(seat), rights);
  if (beyond.length > 0) {
    throw new Problem('rights_beyond_yours', `You can only give rights that you have yourself; you do not have: ${beyond.join(', ')}.`, {
      status: 403,
      details: { beyond },
    });
  }
}

/** The role, if the viewer may put people in it. Refuses with `role_not_found` and `rights_beyond_yours`. */
export async function roleToGive(db: AccountDb, viewer: Viewer, roleId: number): Promise<RoleRow> {
  const role = (await roleRows(db, true)).find(({ id }) => id === roleId);
  if (!role)
    throw new Problem('role_not_found', 'There is no such role. Choose one of the list.', {
      fields: { roleId: 'Choose a role of the list.' },
    });
  if (role.is_owner && !viewer.isOwner) throw notAllowed('make somebody an owner');
  await refuseRightsBeyond(db, viewer, role.rights);
  return role;
}

/** The user, if the viewer may change their seat: an owner may anybody's but their own, others those below their role. */
export async function userToChange(db: AccountDb, viewer: Viewer, userId: number): Promise<UserRow> {
  const user = await userRow(db, userId, true);
  if (!user) throw notFound('user');
  if (userId === viewer.userId)
    throw new Problem('own_seat', 'You cannot change your own role or remove yourself. Ask another owner.', { status: 403 });
  if (!viewer.isOwner && !viewer.teamIds.includes(userId)) throw notAllowed('change people who are not below your role');
  return user;
}
