import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Api, client } from '../app/api.ts';

export interface Filter {
  inbox: string;
  state: string;
  assigned: string;
  unread: boolean;
  search: string;
}

const PAGE = 50;

export const conversationsQuery = (accountId: number, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [accountId, 'conversations', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const { inbox, state, assigned, unread, search } = filter;
      const asked = { inbox: inbox || undefined, state, assigned, unread: unread || undefined, search: search || undefined };
      return client(accountId).get('/api/conversations', { ...asked, cursor: pageParam ?? undefined, limit: PAGE }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });

export const conversationQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'conversations', 'one', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/conversations/${id}`, undefined, signal),
  });

export const ofRecordQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'conversations', 'of', objectId, id],
    queryFn: async ({ signal }) =>
      (await client(accountId).get(`/api/records/${objectId}/${id}/conversations`, undefined, signal)).conversations,
  });

export const inboxesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'inboxes'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/inboxes', undefined, signal)).inboxes,
    staleTime: 60_000,
  });

export const countsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'conversations', 'counts'],
    queryFn: ({ signal }) => client(accountId).get('/api/conversations/counts', undefined, signal),
    staleTime: 30_000,
  });

export const templatesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'answer-templates'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/answer-templates', undefined, signal)).templates,
    staleTime: 60_000,
  });

export const blockedQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'blocked-senders'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/blocked-senders', undefined, signal)).senders,
  });

export interface AnswerToSend {
  text: string;
  quote: boolean;
  afterwards: 'wait' | 'close';
  seen: number;
}

/** What is done with conversations. */
export const conversationCalls = (api: Api) => ({
  assign: (ids: readonly number[], userId: number | null) => api.post('/api/conversations/assign', { ids, userId }),
  close: (ids: readonly number[]) => api.post('/api/conversations/close', { ids }),
  reopen: (ids: readonly number[]) => api.post('/api/conversations/reopen', { ids }),
  snooze: (ids: readonly number[], until: string) => api.post('/api/conversations/snooze', { ids, until }),
  move: (ids: readonly number[], inboxId: number) => api.post('/api/conversations/move', { ids, inboxId }),
  merge: (id: number, otherId: number) => api.post(`/api/conversations/${id}/merge`, { otherId }),
  spam: (id: number, block: 'address' | 'domain') => api.post(`/api/conversations/${id}/spam`, { block }),
  take: (id: number) => api.post(`/api/conversations/${id}/take`, {}),
  answer: (id: number, answer: AnswerToSend) => api.post(`/api/conversations/${id}/answer`, answer),
  note: (id: number, text: string) => api.post(`/api/conversations/${id}/notes`, { text }),
  read: (id: number, upTo: number) => api.put(`/api/conversations/${id}/read`, { upTo }),
  draft: (id: number, draft: { kind: 'answer' | 'note'; text: string }) => api.put(`/api/conversations/${id}/draft`, draft),
  fill: async (id: number, templateId: number) => (await api.post(`/api/conversations/${id}/fill`, { templateId })).text,
  html: (id: number, entry: number, pictures: boolean, signal?: AbortSignal) =>
    api.get(`/api/conversations/${id}/entries/${entry}/html`, { pictures: pictures || undefined }, signal),
});
