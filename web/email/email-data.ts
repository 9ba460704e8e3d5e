import { queryOptions } from '@tanstack/react-query';
import type { Document } from '../../src/documents/schema.ts';
import type { DeliveryStatus, MailSettingsInput, UpdateMessage } from '../../src/email/schema.ts';
import type { State } from '../app/tokens.ts';
import { type Api, client } from '../app/api.ts';
import { tFrom, t } from '../app/messages/t.ts';

export const messagesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'messages'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/messages', undefined, signal)).messages,
  });

export const messageQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'messages', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/messages/${id}`, undefined, signal),
  });

export const versionsQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'messages', id, 'versions'],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/messages/${id}/versions`, undefined, signal)).versions,
  });

export const sourceQuery = (accountId: number, id: number, at: string) =>
  queryOptions({
    queryKey: [accountId, 'messages', id, 'versions', at],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/messages/${id}/versions/${at}`, undefined, signal)).source,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Something that a look over a finished letter found. */
export interface Finding {
  severity: 'error' | 'warning' | 'hint';
  code: string;
  path: string;
  blockId?: string;
  sentence: string;
}

/** `revision` is what was looked over: another is looked over anew. */
export const checksQuery = (accountId: number, id: number, revision: number) =>
  queryOptions({
    queryKey: [accountId, 'messages', id, 'checks', revision],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/messages/${id}/checks`, undefined, signal)).findings,
    staleTime: 60_000,
  });

export interface Reach {
  total: number;
  reached: number;
  refused: { reason: string; count: number }[];
}

export const reachQuery = (accountId: number, id: number, groupId: string | null) =>
  queryOptions({
    queryKey: [accountId, 'messages', id, 'reach', groupId],
    queryFn: ({ signal }) => client(accountId).get(`/api/messages/${id}/reach`, { group: groupId }, signal),
  });

export const letterQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'outbox', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/outbox/${id}`, undefined, signal),
  });

export const mailSettingsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'mail-settings'],
    queryFn: ({ signal }) => client(accountId).get('/api/mail-settings', undefined, signal),
  });

export const sendingQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'sending'],
    queryFn: ({ signal }) => client(accountId).get('/api/sending', undefined, signal),
    staleTime: 30_000,
  });

/** What a person is writing: everything of a message that is sent to be saved or shown. */
export type Draft = Required<
  Pick<
    UpdateMessage,
    'name' | 'purpose' | 'subject' | 'preheader' | 'body' | 'fromName' | 'replyTo' | 'sender' | 'utm' | 'textPart' | 'topicId'
  >
>;
/** Of it, what a letter is made from. */
export type Written = Pick<Draft, 'purpose' | 'subject' | 'preheader' | 'body'> & Partial<Pick<Draft, 'textPart'>>;

export const emailCalls = (api: Api) => ({
  createMessage: (message: { name: string; objectId: number; subject?: string; preheader?: string; body?: Document }) =>
    api.post('/api/messages', message),
  /** `keeps`: what stood there before is kept under Versions. */
  saveMessage: (id: number, revision: number, draft: Draft, keeps = false) =>
    api.patch(`/api/messages/${id}`, { revision, ...draft, ...(keeps ? { keeps } : {}) }),
  publishMessage: (id: number) => api.post(`/api/messages/${id}/publish`),
  deleteMessage: (id: number) => api.delete(`/api/messages/${id}`),
  restoreMessage: (id: number, revision: number, to: string) => api.post(`/api/messages/${id}/restore`, { revision, to }),
  testMessage: (id: number, recordId: number | null) => api.post(`/api/messages/${id}/test`, recordId === null ? {} : { recordId }),
  preview: (draft: Written, objectId: number, recordId: number | null) =>
    api.post('/api/messages/preview', {
      objectId,
      purpose: draft.purpose,
      subject: draft.subject,
      preheader: draft.preheader,
      body: draft.body,
      ...(draft.textPart ? { textPart: draft.textPart } : {}),
      ...(recordId === null ? {} : { recordId }),
    }),
  outbox: (query: { status: string; before: string | null; limit: number }, signal: AbortSignal) => api.get('/api/outbox', query, signal),
  saveMailSettings: (settings: MailSettingsInput) => api.put('/api/mail-settings', settings),
  stopSending: (reason: string) => api.post('/api/sending/stop', { channel: 'email', reason }),
  resumeSending: () => api.post('/api/sending/resume', { channel: 'email' }),
  testMail: () => api.post('/api/mail-settings/test'),
});

/** Why a letter was held back or failed, as a sentence. */
export function reasonText(reason: string): string {
  const said = /^server_said_(\d+)$/.exec(reason)?.[1];
  return said ? t('email.reason.server_said', { code: said }) : tFrom(`email.reason.${reason}`);
}

export const STATUS_STATES: Readonly<Record<DeliveryStatus, State | 'quiet'>> = {
  queued: 'info',
  captured: 'quiet',
  sending: 'info',
  sent: 'good',
  failed: 'bad',
  uncertain: 'warn',
  cancelled: 'warn',
};
