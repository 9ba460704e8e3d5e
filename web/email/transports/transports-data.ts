import { queryOptions } from '@tanstack/react-query';
import type { TransportInput } from '../../../src/email/schema.ts';
import { type Api, client } from '../../app/api.ts';

export const transportsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'mail-transports'],
    queryFn: ({ signal }) => client(accountId).get('/api/mail-transports', undefined, signal),
  });

export const transportCalls = (api: Api) => ({
  save: (id: number | null, input: TransportInput) =>
    id === null ? api.post('/api/mail-transports', input) : api.put(`/api/mail-transports/${id}`, input),
  remove: (id: number) => api.delete(`/api/mail-transports/${id}`),
});
