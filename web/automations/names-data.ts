import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import { inboxesQuery } from '../inbox/index.tsx';
import type { Named } from './sentences/words.ts';

// What others ask under the same keys is asked the same way and kept in the same shape.

const SETTLED_MS = 30_000;

export const messageNamesQuery = (accountId: number) =>
  queryOptions({
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

export const groupNamesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'groups', 'names', objectId],
    queryFn: async ({ signal }) => (await client(accountId).get<{ groups: Named[] }>('/api/groups', { object: objectId }, signal)).groups,
  });

export const automationNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'automation-names'],
    queryFn: ({ signal }) => client(accountId).get<(Named & { objectId: number; status: string })[]>('/api/automations', undefined, signal),
    staleTime: SETTLED_MS,
    retry: false,
  });

/** Task templates, and the roles that tasks may be left to. */
export const taskNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'task-templates', 'names'],
    queryFn: ({ signal }) =>
      client(accountId).get<{ templates: (Named & { objectId: number })[]; roles: Named[] }>('/api/task-templates', undefined, signal),
    staleTime: SETTLED_MS,
  });

const listed = (accountId: number, what: 'lead-routers' | 'scores' | 'forms') =>
  queryOptions({
    queryKey: [accountId, what, 'names'],
    queryFn: ({ signal }) => client(accountId).get<(Named & { objectId: number })[]>(`/api/${what}`, undefined, signal),
    staleTime: SETTLED_MS,
    retry: false,
  });
export const routerNamesQuery = (accountId: number) => listed(accountId, 'lead-routers');
export const scoreNamesQuery = (accountId: number) => listed(accountId, 'scores');
export const formNamesQuery = (accountId: number) => listed(accountId, 'forms');

/** Inboxes, and their channels by address. */
export const inboxNamesQuery = (accountId: number) =>
  queryOptions({
    ...inboxesQuery(accountId),
    select: (inboxes) => ({
      inboxes: inboxes.map(({ id, name }): Named => ({ id, name })),
      channels: inboxes.flatMap(({ channels }) =>
        channels.map(({ id, address }): Named => ({ id, name: address ?? t('inbox.channel.replies') })),
      ),
    }),
    retry: false,
  });

/** The names of records by their ids. */
export const recordNamesQuery = (accountId: number, objectId: number, ids: readonly number[]) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'named', ids],
    queryFn: async ({ signal }) => {
      const criteria = JSON.stringify({ system: 'id', operator: 'is', values: ids });
      const asked = { criteria, columns: '0', sort: 'name', limit: 200 };
      return (await client(accountId).get<{ records: Named[] }>(`/api/records/${objectId}`, asked, signal)).records;
    },
    staleTime: SETTLED_MS,
  });
