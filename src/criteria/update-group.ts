import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import { notAllowed, Problem } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { refuseTakenName } from './create-group.ts';
import { criteriaContext, forgetGroups } from './criteria-context.ts';
import { groupUpdated } from './events.ts';
import { groupById } from './group-by-id.ts';
import { replaceGroup } from './queries/groups.ts';
import { refreshGroupsLater } from './refresh-groups.ts';
import { refuseProblems } from './rules/compile.ts';
import type { CriteriaContext } from './rules/context.ts';
import type { Criteria } from './rules/language.ts';
import { criteriaProblems } from './rules/problems.ts';
import { sortOf } from './rules/sort.ts';
import type { UpdateGroup } from './schema.ts';

/**
 * Changes a group. Where it is tracked, whoever comes to match enters it, and whoever no longer does leaves. Refuses criteria that do not
 * compile for the viewer or lead back to the group, a name that is taken, and a change made from an older version (`changed_meanwhile`).
 */
export async function updateGroup(db: AccountDb, actor: Actor, asked: { viewer: Viewer; id: number; change: UpdateGroup }): Promise<void> {
  const { viewer, id, change } = asked;
  const before = await groupById(db, viewer, id);
  const context = await criteriaContext(db, { objectId: before.object_id, viewer });
  const { version, ...changes } = change;
  const after = { name: before.name, criteria: before.criteria, columns: before.columns, sort: before.sort, ...changes };
  if (change.criteria) {
    refuseHidden(before.criteria, context);
    refuseProblems(change.criteria, context, id);
  }
  if (change.sort) sortOf(change.sort, context);
  if (change.name) await refuseTakenName(db, { objectId: before.object_id, name: change.name, id });
  if (!(await replaceGroup(db, { ...after, id, version }))) {
    throw new Problem('changed_meanwhile', 'Somebody else has changed this group meanwhile. Load it again and repeat your change.', {
      status: 409,
    });
  }
  forgetGroups(db);
  if (change.criteria) await refreshGroupsLater(db);
  await recordEvent(db, actor, {
    kind: groupUpdated,
    subject: { type: 'group', id },
    data: { objectId: before.object_id, changed: Object.keys(changes) },
  });
}

/** Conditions on what the viewer may not see are not the viewer's to replace. */
function refuseHidden(criteria: Criteria, context: CriteriaContext): void {
  if (criteriaProblems(criteria, context).some(({ code }) => code === 'field_hidden'))
    throw notAllowed('change the conditions of this group');
}
