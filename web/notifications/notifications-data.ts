import { queryOptions } from '@tanstack/react-query';
import type { Choice, NotificationView } from '../../src/notifications/schema.ts';
import { type Api, client } from '../app/api.ts';

export interface Told {
  notifications: NotificationView[];
  unread: number;
  next: number | null;
}

/** The latest unread ones, and how many there are. */
export const unreadQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'notifications', 'unread'],
    queryFn: ({ signal }) => client(accountId).get('/api/notifications', { unread: 'true', limit: 20 }, signal),
    staleTime: 60_000,
  });

export const notificationCalls = (api: Api) => ({
  list: (before: number | null, signal?: AbortSignal) => api.get('/api/notifications', { before: before ?? undefined }, signal),
  read: (read: { ids: number[] } | { upTo: number } | { record: { objectId: number; id: number } }) =>
    api.post('/api/notifications/read', read),
  choices: (signal?: AbortSignal) => api.get('/api/notifications/choices', undefined, signal),
  choose: (choices: readonly Choice[]) => api.put('/api/notifications/choices', { choices }),
});
