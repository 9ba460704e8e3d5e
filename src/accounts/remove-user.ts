import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { domains } from '../app/registry.ts';
import { recordEvent } from '../ledger/index.ts';
import { userLeft } from './events.ts';
import { userToChange } from './identity/authority.ts';
import { endGrantsOf } from './oauth/end-grant.ts';
import { accountRow, setAccountOwner } from './queries/accounts.ts';
import { revokeApiKeysOf } from './queries/api-keys.ts';
import { roleRows } from './queries/roles.ts';
import { lockOwners, markUserLeft, userRow } from './queries/users.ts';
import { refuseLastOwner } from './update-user.ts';

/**
 * Takes a user's seat away at once: every domain hands what was theirs to `reassignTo`, their keys and what they let apps do end, their name stays beside
 * what they did. Refuses with `own_seat`, `not_allowed`, `last_owner` and a target that has no seat.
 */
export async function removeUser(db: AccountDb, actor: Actor, viewer: Viewer, userId: number, reassignTo: number): Promise<void> {
  await roleRows(db, true);
  const user = await userToChange(db, viewer, userId);
  if (user.is_owner) await refuseLastOwner(db);
  if (reassignTo === userId || !(await userRow(db, reassignTo))) {
    throw invalid('reassignTo', 'Choose another user of this account, who takes over the records.', 'reassign_target');
  }
  const causeId = await recordEvent(db, actor, {
    kind: userLeft,
    subject: { type: 'user', id: userId },
    data: { reassignedTo: reassignTo },
  });
  for (const domain of domains()) await domain.reassign?.(db, { ...actor, causeId }, userId, reassignTo);
  await revokeApiKeysOf(db, userId);
  await endGrantsOf(db, { ...actor, causeId }, userId);
  await markUserLeft(db, userId);
  if ((await accountRow(db)).owner_user_id === userId) await setAccountOwner(db, (await lockOwners(db))[0]!);
}
