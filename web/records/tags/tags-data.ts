import { queryOptions } from '@tanstack/react-query';
import { type Api, client } from '../../app/api.ts';
import type { FieldUse } from '../structure/structure-data.ts';
import { isUnderWay } from '../under-way.ts';

export interface ListedTag {
  id: number;
  name: string;
  records: number;
  formerly: string[];
}

export interface TagChange {
  id: number;
  tag: string;
  /** The tag it went over into; null where it was deleted. */
  into: string | null;
  status: 'running' | 'done' | 'undoing' | 'undone';
  total: number;
  changed: number;
  createdAt: string;
}

const at = (objectId: number): string => `/api/objects/${objectId}`;

export const listedTagsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId, 'listed'],
    queryFn: async ({ signal }) => (await client(accountId).get<{ tags: ListedTag[] }>(`${at(objectId)}/tags`, undefined, signal)).tags,
  });

export const tagUsesQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId, 'uses', id],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ uses: FieldUse[] }>(`${at(objectId)}/tags/${id}/uses`, undefined, signal)).uses,
  });

/** Asked again and again while one of them is under way. */
export const tagChangesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId, 'changes'],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ changes: TagChange[] }>(`${at(objectId)}/tag-changes`, undefined, signal)).changes,
    refetchInterval: ({ state }) => ((state.data ?? []).some(isUnderWay) ? 1_000 : false),
  });

export const tagCalls = (api: Api, objectId: number) => ({
  create: (name: string) => api.post<{ id: number }>(`${at(objectId)}/tags`, { name }),
  rename: (id: number, name: string) => api.patch(`${at(objectId)}/tags/${id}`, { name }),
  merge: (id: number, into: number) => api.post<{ changeId: number }>(`${at(objectId)}/tags/${id}/merge`, { into }),
  remove: (id: number) => api.delete<{ changeId: number }>(`${at(objectId)}/tags/${id}?confirmed=true`),
  undo: (changeId: number) => api.post(`${at(objectId)}/tag-changes/${changeId}/undo`),
});
