import { queryOptions } from '@tanstack/react-query';
import type {
  LogDays,
  NewSubscription,
  Replay,
  SecretState,
  SubscribableEvent,
  Subscription,
  SubscriptionChange,
  TestOutcome,
  WebhookLine,
} from '../../src/webhooks/schema.ts';
import { type Api, client } from '../app/api.ts';
import { t, tFrom } from '../app/messages/t.ts';
import type { State } from '../app/tokens.ts';

const AT = '/api/webhook-subscriptions';
/** What waits or fails changes by itself. */
const LOOK_AGAIN_MS = 5_000;

export const subscriptionsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'subscriptions'],
    queryFn: async ({ signal }) => (await client(accountId).get<{ subscriptions: Subscription[] }>(AT, undefined, signal)).subscriptions,
  });

export const subscriptionQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'subscription', id],
    queryFn: ({ signal }) => client(accountId).get<Subscription>(`${AT}/${id}`, undefined, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });

export const recentQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'recent', id],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ webhooks: WebhookLine[] }>(`${AT}/${id}/deliveries`, { limit: 8 }, signal)).webhooks,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const eventsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'events'],
    queryFn: async ({ signal }) => (await client(accountId).get<{ events: SubscribableEvent[] }>(`${AT}/events`, undefined, signal)).events,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const secretOfQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'secret', id],
    queryFn: ({ signal }) => client(accountId).get<SecretState>(`${AT}/${id}/secret`, undefined, signal),
  });

export const logDaysQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'days'],
    queryFn: ({ signal }) => client(accountId).get<LogDays>(`${AT}/log`, undefined, signal),
  });

export const formsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'webhooks', 'forms'],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ forms: { id: number; name: string }[] }>('/api/forms', undefined, signal)).forms,
  });

export const subscriptionCalls = (api: Api) => ({
  add: (input: NewSubscription) => api.post<Subscription & { secret: string }>(AT, input),
  change: (id: number, input: SubscriptionChange) => api.patch<Subscription>(`${AT}/${id}`, input),
  remove: (id: number) => api.delete<void>(`${AT}/${id}`),
  pause: (id: number) => api.post<void>(`${AT}/${id}/pause`),
  resume: (id: number) => api.post<void>(`${AT}/${id}/resume`),
  test: (id: number) => api.post<TestOutcome>(`${AT}/${id}/test`),
  makeSecret: (id: number) => api.post<SecretState & { secret: string }>(`${AT}/${id}/secret`),
  replay: (id: number, asked: Replay) => api.post<{ count: number }>(`${AT}/${id}/replay`, asked),
  keepLog: (days: LogDays) => api.put<LogDays>(`${AT}/log`, days),
});

/** What is said of how a subscription stands. */
export function stateOf({ state, failures }: Subscription): { label: string; color: State | 'quiet' } {
  if (state === 'paused') return { label: t('webhooks.subs.state.paused'), color: 'warn' };
  if (state === 'ended') return { label: t('webhooks.subs.state.ended'), color: 'quiet' };
  return failures > 0
    ? { label: t('webhooks.subs.state.failing'), color: 'bad' }
    : { label: t('webhooks.subs.state.active'), color: 'good' };
}

/** A kind of event in words: as what a map starts from, or as the timeline tells it, without what differs from one to the next. */
export const wordsOf = (kind: string, label = `event.${kind}`): string =>
  tFrom(`automations.trigger.${kind}`, { object: t('webhooks.subs.record') }, tFrom(label, {}, kind))
    .replaceAll(/[“"]?\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[”"]?/g, '')
    .replaceAll(/[“"][”"]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:,]+$/, '')
    .trim();

/** The events of a subscription in one line: the first, and how many more. */
export function eventsInWords({ events }: Subscription): string {
  const [first, ...more] = events;
  const words = first ? wordsOf(first.kind) : '';
  return more.length === 0 ? words : t('webhooks.subs.more', { first: words, count: more.length });
}
