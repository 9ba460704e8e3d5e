import { queryOptions } from '@tanstack/react-query';
import type { Form, FormChange, FormLine, FormNumbers, FormSettings, Submission } from '../../src/forms/schema.ts';
import { type Api, client } from '../app/api.ts';

export type { Form, FormLine, FormNumbers, FormSettings, Submission };

export const formsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'forms', 'list'],
    queryFn: ({ signal }) => client(accountId).get('/api/forms', undefined, signal),
  });

export const formQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'forms', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/forms/${id}`, undefined, signal),
  });

export const numbersQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'forms', id, 'numbers'],
    queryFn: ({ signal }) => client(accountId).get(`/api/forms/${id}/numbers`, undefined, signal),
  });

export const formCalls = (api: Api) => ({
  create: (form: { objectId: number; name: string }) => api.post('/api/forms', form),
  update: (id: number, change: FormChange) => api.patch(`/api/forms/${id}`, change),
  publish: (id: number) => api.post(`/api/forms/${id}/publish`),
  withdraw: (id: number) => api.post(`/api/forms/${id}/withdraw`),
  remove: (id: number) => api.delete(`/api/forms/${id}`),
  preview: (id: number) => api.get(`/api/forms/${id}/preview`),
  submissions: (id: number, query: { before?: string | undefined; limit: number }, signal?: AbortSignal) =>
    api.get(`/api/forms/${id}/submissions`, query, signal),
});
