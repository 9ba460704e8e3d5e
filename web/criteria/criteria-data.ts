import { queryOptions } from '@tanstack/react-query';
import type { Criteria } from '../../src/criteria/schema.ts';
import { type Api, client } from '../app/api.ts';

export interface Named {
  id: number;
  name: string;
}

/** A group as the server gives it; `criteria` is null where it asks about what the viewer may not see. */
export interface RecordGroup extends Named {
  objectId: number;
  criteria: Criteria | null;
  /** Why it does not work any more, if it does not. */
  problem: string | null;
  columns: (number | string)[];
  sort: string;
  favourite: boolean;
  version: number;
  updatedAt: string;
}

/** What criteria come to while they are being made. */
export interface Preview {
  count: number;
  names: string[];
}

const SETTLED_MS = 30_000;

export const groupsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'groups', { object: objectId }],
    queryFn: ({ signal }) => client(accountId).get('/api/groups', { object: objectId }, signal),
  });

export const groupQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'groups', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/groups/${id}`, undefined, signal),
  });

export const groupCountQuery = (accountId: number, { id, objectId, version }: RecordGroup) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'count', { group: String(id) }, version],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/count`, { group: id }, signal)).count,
    staleTime: SETTLED_MS,
    retry: false,
  });

/** Counts what matches and names ten of it. `group` is the group being edited, which may not refer to itself. */
export const previewQuery = (accountId: number, asked: { object: number; criteria: Criteria; group?: number }) =>
  queryOptions({
    queryKey: [accountId, 'records', asked.object, 'preview', asked],
    queryFn: ({ signal }) => client(accountId).post('/api/criteria/preview', asked, signal),
    staleTime: SETTLED_MS,
    retry: false,
  });

export const tagNamesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/objects/${objectId}/tags`, undefined, signal)).tags,
    staleTime: SETTLED_MS,
  });

export const userNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'users'],
    queryFn: ({ signal }) => client(accountId).get('/api/users', undefined, signal),
    staleTime: 60_000,
  });

export const messageNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'messages', 'for-criteria'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/messages', undefined, signal)).messages,
    staleTime: SETTLED_MS,
    retry: false,
  });

export const automationNamesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'automation-names'],
    queryFn: ({ signal }) => client(accountId).get('/api/automations', undefined, signal),
    staleTime: SETTLED_MS,
    retry: false,
  });

export const importNamesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'imports', 'names', objectId],
    queryFn: async ({ signal }) =>
      (await client(accountId).get('/api/imports', { object: objectId }, signal)).imports.map(({ id, fileName }): Named => ({
        id,
        name: fileName,
      })),
    staleTime: SETTLED_MS,
    retry: false,
  });

export interface EventOffer {
  event: string;
  /** What it is about, where one may choose: a tag, a message. */
  subject: string | null;
}

export const eventsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'automations', 'catalogue'],
    queryFn: ({ signal }) => client(accountId).get('/api/automations/catalogue', undefined, signal),
    staleTime: Infinity,
  });

/** The names of chosen records, and of those that have the words somebody types. */
export const recordNamesQuery = (accountId: number, objectId: number, which: { ids: readonly number[] } | { search: string }) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'names', which],
    queryFn: async ({ signal }) => {
      const asked =
        'ids' in which
          ? { criteria: JSON.stringify({ system: 'id', operator: 'is', values: which.ids }), limit: 200 }
          : { search: which.search, limit: 20 };
      const { records } = await client(accountId).get(`/api/records/${objectId}`, { ...asked, columns: '0', sort: 'name' }, signal);
      return records.map(({ id, name }): Named => ({ id, name }));
    },
    staleTime: SETTLED_MS,
  });

export const groupCalls = (api: Api) => ({
  create: (group: { objectId: number; name: string; criteria: Criteria; columns?: (number | string)[]; sort?: string }) =>
    api.post('/api/groups', group),
  update: (id: number, change: { version: number; name?: string; criteria?: Criteria }) => api.patch(`/api/groups/${id}`, change),
  remove: (id: number) => api.delete(`/api/groups/${id}`),
  favour: (id: number, favourite: boolean) => api.put(`/api/groups/${id}/favourite`, { favourite }),
});
