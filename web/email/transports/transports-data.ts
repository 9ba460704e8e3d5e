import { queryOptions } from '@tanstack/react-query';
import type { MailTransport, TransportInput } from '../../../src/email/schema.ts';
import { type Api, client } from '../../app/api.ts';

export const transportsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'mail-transports'],
    queryFn: ({ signal }) => client(accountId).get<MailTransport[]>('/api/mail-transports', undefined, signal),
  });

export const transportCalls = (api: Api) => ({
  save: (id: number | null, input: TransportInput) =>
    id === null ? api.post<MailTransport[]>('/api/mail-transports', input) : api.put<MailTransport[]>(`/api/mail-transports/${id}`, input),
  remove: (id: number) => api.delete(`/api/mail-transports/${id}`),
});
