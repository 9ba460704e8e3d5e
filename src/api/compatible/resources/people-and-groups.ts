import { usersOf } from '../../../accounts/index.ts';
import { listGroups } from '../../../criteria/index.ts';
import type { CompatibleCall } from '../call.ts';
import type { Row } from '../rules/filter-rows.ts';

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
