import type { AccountDb, Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { changesWithTime } from './changes-with-time.ts';
import { criteriaContext } from './criteria-context.ts';
import {
  changedMembers,
  groupToRefresh,
  markBroken,
  markRefreshed,
  refreshAllTracked,
  setChangesWithTime,
  trackedGroups,
  type TrackedGroup,
} from './queries/members.ts';
import { recordMemberships } from './record-memberships.ts';
import { compileCriteria, matching, type CompiledCriteria } from './rules/compile.ts';
import type { CriteriaContext } from './rules/context.ts';

/** In one transaction at most so many records enter, and so many leave. */
const BATCH = 10_000;

/**
 * Looks one tracked group through that is due for it, and records who has entered and left since: a bounded batch of them. Gives how much it
 * did, 0 when no group of the account is due. A group whose criteria no longer compile is set aside with the reason.
 */
export async function refreshGroups(database: Database, accountId: number): Promise<number> {
  return database.account(accountId, async (db) => {
    const group = await groupToRefresh(db);
    if (!group) return 0;
    const compiled = await compiledFor(db, group);
    if (!compiled) return 1;
    const changed = await changedMembers(db, { groupId: group.id, members: compiled.members, leakproof: compiled.leakproof, limit: BATCH });
    const uncaused = (ids: readonly number[]) => ids.map((id) => ({ id, causeId: null }));
    await recordMemberships(db, group, { entered: uncaused(changed.entered), left: uncaused(changed.left) });
    if (changed.entered.length < BATCH && changed.left.length < BATCH) await markRefreshed(db, group.id);
    return 1 + changed.entered.length + changed.left.length;
  });
}

/** Has every tracked group looked through again: criteria were changed, on which others may rest. */
export async function refreshGroupsLater(db: AccountDb): Promise<void> {
  await refreshAllTracked(db);
  await noteChangesWithTime(db);
}

/** Notes which tracked groups must be looked through as time passes. To be called when one is tracked or its criteria change. */
export async function noteChangesWithTime(db: AccountDb): Promise<void> {
  const groups = await trackedGroups(db);
  if (groups.length === 0) return;
  const changing = await changesWithTime(db, groups);
  await setChangesWithTime(
    db,
    changing.map(({ id }) => id),
  );
}

/** The group's criteria through everybody's eyes; undefined, and the reason kept with the group, when they do not compile. */
export async function compiledFor(
  db: AccountDb,
  group: TrackedGroup,
): Promise<(CompiledCriteria & { context: CriteriaContext; members: ReturnType<typeof matching> }) | undefined> {
  try {
    const context = await criteriaContext(db, { objectId: group.object_id, viewer: everyone });
    return { ...compileCriteria(group.criteria, context), context, members: matching(group.criteria, context) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await markBroken(db, group.id, error.message);
    return undefined;
  }
}
