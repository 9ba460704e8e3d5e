import { queryOptions } from '@tanstack/react-query';
import type { Broadcast, BroadcastRates, BroadcastState, Receivers, Schedule, SplitTest, VariantAsked } from '../../../src/email/schema.ts';
import { type Api, client } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import type { State } from '../../app/tokens.ts';

const LIVE_MS = 1_500;
/** A broadcast that waits for its time, or whose letters are spread over hours, is looked at less often. */
const QUIET_MS = 10_000;

export type ListedBroadcast = Broadcast & { rates: BroadcastRates };
export interface BroadcastList {
  open: Broadcast[];
  broadcasts: ListedBroadcast[];
  next: number | null;
}

export const broadcastsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'broadcasts'],
    queryFn: ({ signal }) => client(accountId).get('/api/broadcasts', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.open.some((one) => one.state === 'running') ? LIVE_MS * 2 : false),
  });

export const broadcastQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'broadcasts', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/broadcasts/${id}`, undefined, signal),
    refetchInterval: ({ state }) => pace(state.data),
  });

export function pace(broadcast: Broadcast | undefined): number | false {
  if (!broadcast || broadcast.state === 'finished' || broadcast.state === 'stopped') return false;
  return broadcast.state === 'running' && broadcast.phase !== 'choosing' ? LIVE_MS : QUIET_MS;
}

export interface BroadcastAsked {
  objectId: number;
  which: Receivers;
  variants: VariantAsked[];
}

export const reachOfBroadcastQuery = (accountId: number, asked: BroadcastAsked | null) =>
  queryOptions({
    queryKey: [accountId, 'broadcasts', 'preview', asked],
    queryFn: ({ signal }) => client(accountId).post('/api/broadcasts/preview', asked, signal),
    enabled: asked !== null,
    staleTime: 20_000,
    gcTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });

export interface BroadcastPlan extends BroadcastAsked {
  name: string;
  schedule: Schedule;
  test: SplitTest | null;
  expected: number;
  key: string;
}

export const broadcastCalls = (api: Api) => ({
  plan: (plan: BroadcastPlan) => api.post('/api/broadcasts', plan),
  move: (id: number, schedule: Schedule) => api.patch(`/api/broadcasts/${id}`, { schedule }),
  pause: (id: number) => api.post(`/api/broadcasts/${id}/pause`),
  resume: (id: number) => api.post(`/api/broadcasts/${id}/resume`),
  stop: (id: number) => api.post(`/api/broadcasts/${id}/stop`),
  choose: (id: number, variant: number) => api.post(`/api/broadcasts/${id}/winner`, { variant }),
});

export const newKey = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('');

export const letterOf = (variant: number): string => String.fromCharCode(65 + variant);

export const STATES: Readonly<Record<BroadcastState, State | 'quiet'>> = {
  scheduled: 'info',
  running: 'info',
  paused: 'warn',
  stopped: 'quiet',
  finished: 'good',
};

/** Whom a broadcast is for, in a few words. */
export function whomOf(broadcast: Pick<Broadcast, 'which' | 'groupName'>): string {
  const { which, groupName } = broadcast;
  if (which.ids) return t('broadcasts.to.chosen', { count: which.ids.length });
  if (which.group !== undefined) return groupName ?? t('broadcasts.to.group');
  if (which.unopenedOf !== undefined) return t('broadcasts.to.unopened', { name: groupName ?? `#${which.unopenedOf}` });
  return which.criteria === undefined && which.search === undefined ? t('broadcasts.to.everybody') : t('broadcasts.to.criteria');
}

const KEPT = 'quayside-receivers';

/** Keeps whom a list had chosen for the page that sends to them: fifty thousand ids stand in no address. Gives the key for `?chosen=`. */
export function keepReceivers(which: Receivers): string {
  const key = newKey().slice(0, 8);
  sessionStorage.setItem(`${KEPT}-${key}`, JSON.stringify(which));
  return key;
}

export function keptReceivers(key: string): Receivers | null {
  const kept = key === '' ? null : sessionStorage.getItem(`${KEPT}-${key}`);
  return kept === null ? null : (JSON.parse(kept) as Receivers);
}
