import { usersOf } from '../../../accounts/index.ts';
import { deleteGroup, listGroups } from '../../../criteria/index.ts';
import type { Answer, CompatibleCall } from '../call.ts';
import { missing, Refusal } from '../refusal.ts';
import type { Row } from '../rules/filter-rows.ts';
import { numberOf } from '../rules/parameters.ts';

/** The account's users, as owners of records are named. */
export async function userRows({ db }: CompatibleCall): Promise<Row[]> {
  return (await usersOf(db)).map(({ id, name, email }) => {
    const [firstname = '', ...rest] = name.split(' ');
    return { id: String(id), firstname, lastname: rest.join(' '), email, name };
  });
}

/** The groups the caller may see. */
export async function groupRows({ db, viewer }: CompatibleCall): Promise<Row[]> {
  const { groups } = await listGroups(db, viewer, undefined);
  return groups.map((group) => ({
    id: String(group.id),
    name: String(group.name),
    type: 'Group',
    object_type_id: String(group.objectId),
  }));
}

/** Deletes a group and none of the records in it. */
export async function deleteOneGroup({ db, actor, viewer, parameters }: CompatibleCall): Promise<Answer> {
  if (!viewer.can('groups.manage')) throw new Refusal(403, 'Your role may not delete groups.');
  const id = numberOf(parameters, 'id');
  if (id === undefined) throw missing('id');
  await deleteGroup(db, actor, { viewer, id });
  return {};
}
