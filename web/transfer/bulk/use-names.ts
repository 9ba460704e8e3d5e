import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../../app/api.ts';
import { useAccountId } from '../../app/session.ts';

interface Named {
  id: number;
  name: string;
}

const userNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'users'],
    queryFn: ({ signal }) =>
      client(accountId).get<(Named & { hasLeft?: boolean; leftAt?: string | null })[]>('/api/users', undefined, signal),
    staleTime: 60_000,
  });

/** Everybody who has or had a seat, and those who have one now. */
export function useUsers(): { all: readonly Named[]; present: readonly Named[] } {
  const { data: all = NOBODY } = useQuery(userNamesQuery(useAccountId()));
  return { all, present: all.filter(({ hasLeft, leftAt }) => !hasLeft && !leftAt) };
}

const NOBODY: (Named & { hasLeft?: boolean; leftAt?: string | null })[] = [];

export function useTags(objectId: number): readonly Named[] {
  const accountId = useAccountId();
  const { data } = useQuery({
    queryKey: [accountId, 'tags', objectId],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ tags: Named[] }>(`/api/objects/${objectId}/tags`, undefined, signal)).tags,
  });
  return data ?? [];
}

/** The published messages for records of an object; undefined until they are known. */
export function useMessages(objectId: number): readonly Named[] | undefined {
  const accountId = useAccountId();
  const { data } = useQuery({
    queryKey: [accountId, 'messages', 'names'],
    queryFn: async ({ signal }) =>
      (
        await client(accountId).get<{ messages: (Named & { objectId: number; publishedVersion: number | null })[] }>(
          '/api/messages',
          undefined,
          signal,
        )
      ).messages,
  });
  return data?.filter((message) => message.objectId === objectId && message.publishedVersion !== null);
}

/** The automations for records of an object, those that run alone where so asked; undefined until they are known. */
export function useAutomations(objectId: number, onlyRunning: boolean): readonly Named[] | undefined {
  const accountId = useAccountId();
  const { data } = useQuery({
    queryKey: [accountId, 'automations'],
    queryFn: ({ signal }) => client(accountId).get<(Named & { objectId: number; status: string })[]>('/api/automations', undefined, signal),
  });
  return data?.filter((automation) => automation.objectId === objectId && (!onlyRunning || automation.status === 'published'));
}
