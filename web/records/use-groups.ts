import { useQuery } from '@tanstack/react-query';
import { useAccountId, useApi } from '../app/session.ts';

interface GroupName {
  id: number;
  name: string;
  favourite: boolean;
}

/** The groups of an object that the viewer sees, favourites first. */
export function useGroups(objectId: number): GroupName[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: [useAccountId(), 'groups', { object: objectId }],
    queryFn: ({ signal }) => api.get('/api/groups', { object: objectId }, signal),
  });
  return data?.groups ?? [];
}

export function useGroupName(objectId: number, group: string): string | undefined {
  return useGroups(objectId).find(({ id }) => String(id) === group)?.name;
}
