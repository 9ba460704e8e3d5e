import { queryOptions } from '@tanstack/react-query';
import type { DomainFinding, SendingDomain } from '../../../src/email/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { State } from '../../app/tokens.ts';

export const domainsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'sending-domains'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/sending-domains', undefined, signal)).domains,
  });

export const domainCalls = (api: Api) => ({
  add: (name: string) => api.post('/api/sending-domains', { name }),
  change: (id: number, hosts: { returnPathHost: string; trackingHost: string }) => api.put(`/api/sending-domains/${id}`, hosts),
  check: (id: number) => api.post(`/api/sending-domains/${id}/check`),
  replaceKey: (id: number) => api.post(`/api/sending-domains/${id}/key`),
  remove: (id: number) => api.delete(`/api/sending-domains/${id}`),
});

export const DOMAIN_STATES: Readonly<Record<SendingDomain['state'], State>> = { waiting: 'warn', verified: 'good', failing: 'bad' };

export const FINDING_STATES: Readonly<Record<DomainFinding['state'], State | 'quiet'>> = {
  right: 'good',
  missing: 'warn',
  wrong: 'bad',
  warning: 'warn',
  unchecked: 'quiet',
};
