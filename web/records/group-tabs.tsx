import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../app/messages/t.ts';
import { type ObjectType, useAccountId, useApi } from '../app/session.ts';
import { usePath } from '../app/url.ts';
import classes from './records.module.css';

/** The router would call every tab of the list the current one. */
const EXACT = { exact: true, includeSearch: true };

interface GroupName {
  id: number;
  name: string;
  favourite: boolean;
}

function useGroups(objectId: number): GroupName[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [useAccountId(), 'groups', { object: objectId }],
    queryFn: ({ signal }) => api.get<{ groups: GroupName[] }>('/api/groups', { object: objectId }, signal),
  });
  return data?.groups ?? [];
}

export function useGroupName(objectId: number, group: string): string | undefined {
  return useGroups(objectId).find(({ id }) => String(id) === group)?.name;
}

/** Everything, and the groups a person has among their favourites, as tabs; the one that is open is always among them. */
export function GroupTabs({ object, group }: { object: ObjectType; group: string }) {
  const groups = useGroups(object.id).filter(({ id, favourite }) => favourite || String(id) === group);
  const path = usePath();
  if (groups.length === 0) return null;
  const list = path(`/records/${object.key}`);
  return (
    <nav className={classes.tabs} aria-label={t('records.groups')}>
      <Link to={list} className={classes.tab} activeProps={{}} activeOptions={EXACT} aria-current={group === '' ? 'page' : undefined}>
        {t('records.everything')}
      </Link>
      {groups.map(({ id, name }) => (
        <Link
          key={id}
          to={list}
          search={{ group: String(id) } as never}
          className={classes.tab}
          activeProps={{}}
          activeOptions={EXACT}
          aria-current={String(id) === group ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
