import { queryOptions } from '@tanstack/react-query';
import type { DeliveryStatus, WebhookLine } from '../../src/webhooks/schema.ts';
import { type Api, client } from '../app/api.ts';
import { tFrom } from '../app/messages/t.ts';
import type { State } from '../app/tokens.ts';

export const webhookQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'one', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/webhooks/${id}`, undefined, signal),
    // What waits or is under way ends soon.
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? 2_000 : false),
  });

export const secretQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'secret'],
    queryFn: ({ signal }) => client(accountId).get('/api/webhooks/secret', undefined, signal),
  });

export const webhookCalls = (api: Api) => ({
  list: (query: { status: string; host: string; subscription: string; before: string | null; limit: number }, signal: AbortSignal) =>
    api.get('/api/webhooks', query, signal),
  repeat: (id: number) => api.post(`/api/webhooks/${id}/repeat`),
  makeSecret: () => api.post('/api/webhooks/secret'),
});

export const STATES: Readonly<Record<DeliveryStatus, State | 'quiet'>> = {
  waiting: 'info',
  queued: 'info',
  sending: 'info',
  sent: 'good',
  failed: 'bad',
  captured: 'quiet',
  cancelled: 'warn',
};

/** Whether it is still to go. */
export const isOpen = ({ status }: Pick<WebhookLine, 'status'>): boolean =>
  status === 'waiting' || status === 'queued' || status === 'sending';

/** Why a request stands as it does, as a sentence. */
export const reasonOf = ({ reason, responseStatus }: Pick<WebhookLine, 'reason' | 'responseStatus'>): string =>
  reason === null ? '' : tFrom(`webhooks.reason.${reason}`, { status: responseStatus ?? '' }, reason);
