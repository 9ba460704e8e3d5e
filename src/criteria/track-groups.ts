import type { AccountDb } from '../app/db.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { criteriaContext } from './criteria-context.ts';
import { fillMembers, forgetMembers, replaceTrackers, trackedGroups } from './queries/members.ts';
import { noteChangesWithTime } from './refresh-groups.ts';
import { matching } from './rules/compile.ts';

/**
 * Makes these the groups that `holder` (`automation:12`) wants `group.entered` and `group.left` of; an empty list ends it. Who is in a
 * group when its tracking begins is written down silently. Refuses criteria that do not compile.
 */
export async function trackGroups(db: AccountDb, holder: string, groupIds: readonly number[]): Promise<void> {
  const { begun, ended } = await replaceTrackers(db, holder, groupIds);
  if (ended.length > 0) await forgetMembers(db, ended);
  if (begun.length === 0) return;
  for (const group of (await trackedGroups(db)).filter(({ id }) => begun.includes(id))) {
    const context = await criteriaContext(db, { objectId: group.object_id, viewer: everyone });
    await fillMembers(db, group.id, matching(group.criteria, context));
  }
  await noteChangesWithTime(db);
}
