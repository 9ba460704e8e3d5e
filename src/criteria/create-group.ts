import type { AccountDb } from '../app/db.ts';
import type { Actor } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { invalid } from '../app/kernel/problem.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { recordEvent } from '../ledger/index.ts';
import { criteriaContext, forgetGroups } from './criteria-context.ts';
import { groupCreated } from './events.ts';
import { groupByName, insertGroup } from './queries/groups.ts';
import { refuseProblems } from './rules/compile.ts';
import { sortOf } from './rules/sort.ts';
import type { CreateGroup } from './schema.ts';

/** Saves criteria under a name and gives the group's id. Refuses criteria that do not compile for the viewer, and a name that is taken. */
export async function createGroup(
  db: AccountDb,
  actor: Actor,
  asked: { viewer: Viewer; ids: NextIds; group: CreateGroup },
): Promise<number> {
  const { viewer, ids, group } = asked;
  const context = await criteriaContext(db, { objectId: group.objectId, viewer });
  refuseProblems(group.criteria, context);
  sortOf(group.sort, context);
  await refuseTakenName(db, group);
  const id = await ids('group', 1);
  await insertGroup(db, { ...group, id, createdBy: viewer.userId || null });
  forgetGroups(db);
  await recordEvent(db, actor, { kind: groupCreated, subject: { type: 'group', id }, data: { objectId: group.objectId } });
  return id;
}

/** Two groups of one object may not bear one name. */
export async function refuseTakenName(
  db: AccountDb,
  { objectId, name, id }: { objectId: number; name: string; id?: number },
): Promise<void> {
  const other = await groupByName(db, objectId, name);
  if (other && other.id !== id) throw invalid('name', `There is already a group called “${name}”. Choose another name.`, 'name_taken');
}
