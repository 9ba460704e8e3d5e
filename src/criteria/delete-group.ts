import type { AccountDb } from '../app/db.ts';
import { refuseUnlessVersion } from '../app/conditions.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { forgetGroups } from './criteria-context.ts';
import { groupDeleted } from './events.ts';
import { groupById } from './group-by-id.ts';
import { lockedGroupVersion, removeGroup, storedGroups } from './queries/groups.ts';
import { trackersOf } from './queries/members.ts';
import { groupsIn } from './rules/groups-in.ts';

/** Deletes a group and none of the records in it. Refuses (`group_in_use`) while another group or an automation refers to it. */
export async function deleteGroup(
  db: AccountDb,
  actor: Actor,
  asked: { viewer: Viewer; id: number; versionMeant?: number | undefined },
): Promise<void> {
  const { viewer, id, versionMeant } = asked;
  const group = await groupById(db, viewer, id);
  if (versionMeant !== undefined) refuseUnlessVersion(versionMeant, await lockedGroupVersion(db, id));
  const referring = (await storedGroups(db)).find(({ criteria }) => groupsIn(criteria).includes(id));
  if (referring) throw inUse(`the group “${referring.name}” refers to it`);
  const [holder] = await trackersOf(db, id);
  if (holder) throw inUse(`${holder.replace(':', ' ')} waits for records to enter it`);
  await removeGroup(db, id);
  forgetGroups(db);
  await recordEvent(db, actor, { kind: groupDeleted, subject: { type: 'group', id }, data: { objectId: group.object_id } });
}

const inUse = (why: string): Problem =>
  new Problem('group_in_use', `This group cannot be deleted: ${why}. Change that first.`, { status: 409 });
