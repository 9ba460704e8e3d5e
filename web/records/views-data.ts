import { queryOptions } from '@tanstack/react-query';
import type { ViewSettings } from '../../src/criteria/schema.ts';
import { type Api, client } from '../app/api.ts';

/** A kept way of looking at the records of an object. */
export interface View {
  id: number;
  objectId: number;
  name: string;
  userId: number;
  shared: boolean;
  /** Of a shared view: the roles that see it; none means every role. */
  roleIds: number[];
  isDefault: boolean;
  mayChange: boolean;
  settings: ViewSettings;
  /** What of it no longer works. */
  problem: string | null;
  version: number;
}

export const viewsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'views', objectId],
    queryFn: async ({ signal }) => (await client(accountId).get<{ views: View[] }>('/api/views', { object: objectId }, signal)).views,
    staleTime: 15_000,
  });

export interface NewView {
  objectId: number;
  name: string;
  shared?: boolean;
  roleIds?: number[];
  settings: ViewSettings;
}

export const viewCalls = (api: Api) => ({
  create: (view: NewView) => api.post('/api/views', view),
  update: (view: Pick<View, 'id' | 'version'>, change: Partial<Pick<View, 'name' | 'shared' | 'roleIds' | 'settings'>>) =>
    api.patch(`/api/views/${view.id}`, { version: view.version, ...change }),
  remove: (id: number) => api.delete(`/api/views/${id}`),
  arrange: (objectId: number, ids: number[]) => api.put('/api/views/order', { objectId, ids }),
  begin: (objectId: number, viewId: number | null) => api.put('/api/views/default', { objectId, viewId }),
});
