import { queryOptions } from '@tanstack/react-query';
import type { InboundMailbox, MailboxInput, MailKind } from '../../../src/email/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { State } from '../../app/tokens.ts';

export const inboundQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'inbound'],
    queryFn: ({ signal }) => client(accountId).get('/api/inbound', undefined, signal),
  });

export const inboundMailsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'inbound', 'mails'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/inbound/mails', undefined, signal)).mails,
  });

export const inboundCalls = (api: Api) => ({
  add: (box: MailboxInput) => api.post('/api/inbound/mailboxes', box),
  change: (id: number, box: MailboxInput) => api.put(`/api/inbound/mailboxes/${id}`, box),
  pause: (id: number, isPaused: boolean) => api.post(`/api/inbound/mailboxes/${id}/pause`, { isPaused }),
  fetch: (id: number) => api.post(`/api/inbound/mailboxes/${id}/fetch`),
  remove: (id: number) => api.delete(`/api/inbound/mailboxes/${id}`),
});

/** How a mailbox stands, and the word for it. */
export function standOf({ isPaused, problem, fetchedAt }: InboundMailbox): {
  state: State | 'quiet';
  word: 'paused' | 'fails' | 'reads' | 'waits';
} {
  if (isPaused) return { state: 'quiet', word: 'paused' };
  if (problem !== null) return { state: 'bad', word: 'fails' };
  return fetchedAt === null ? { state: 'info', word: 'waits' } : { state: 'good', word: 'reads' };
}

export const KIND_STATES: Readonly<Record<MailKind, State | 'quiet'>> = {
  bounce: 'bad',
  delay: 'warn',
  complaint: 'bad',
  auto_reply: 'quiet',
  reply: 'good',
  mail: 'info',
};
