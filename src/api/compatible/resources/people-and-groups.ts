import { rolesOf, usersOf } from '../../../accounts/index.ts';
import { deleteGroup, listGroups } from '../../../criteria/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf } from '../rules/parameters.ts';
import { wireUser } from '../rules/wire-values.ts';
import { resourceOfRows } from './rows.ts';

/** The account's users: read alone. */
export const USERS = resourceOfRows({ area: 'accounts', rows: userRows });
/** Its roles: read alone. */
export const ROLES = resourceOfRows({
  area: 'accounts',
  rows: async ({ db }) => (await rolesOf(db)).map(({ id, name }) => ({ id: String(id), name })),
});
/** Its groups: read, and deleted one by one. */
export const GROUPS = resourceOfRows({ area: 'criteria', rows: groupRows, acts: { 'DELETE one': deleteOneGroup } });

/** The account's users, as owners of records are named. */
async function userRows({ db }: CompatibleCall): Promise<Row[]> {
  return (await usersOf(db)).map(wireUser);
}

/** The groups the caller may see. */
async function groupRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
  const { groups } = await listGroups(db, viewer, undefined);
  return groups.map((group) => ({
    id: String(group.id),
    name: String(group.name),
    type: 'Group',
    object_type_id: String(group.objectId),
  }));
}

/** Deletes a group and none of the records in it. */
async function deleteOneGroup({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  if (!viewer.can('groups.manage')) throw new Refusal(403, 'Your role may not delete groups.');
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  await deleteGroup(db, actor, { viewer, id });
  return {};
}
