import { queryOptions } from '@tanstack/react-query';
import type { Absence, Decay, RouterSettings, ScoreLine, ScoreSettings } from '../../src/leads/schema.ts';
import { type Api, client } from '../app/api.ts';

export interface Score {
  id: number;
  objectId: number;
  fieldId: number;
  bandFieldId: number;
  name: string;
  settings: ScoreSettings;
  revision: number;
  updatedAt: string;
  sweep: { done: number; total: number; isStopped: boolean } | null;
  isStopped: boolean;
  /** What keeps lines from counting, by their ids. */
  broken: Record<string, string>;
}

export interface ScorePreview {
  records: number;
  looked: number;
  bands: { name: string; from: number; count: number }[];
  top: { id: number; name: string; score: number }[];
  ms: number;
}

export interface RecordScore {
  id: number;
  name: string;
  objectId: number;
  value: number;
  band: string;
  cap: number;
  floor: number;
  decay: Decay | null;
  lines: { line: ScoreLine | null; times: number | null; given: number; left: number; broken: string | null }[];
}

export interface Router {
  id: number;
  objectId: number;
  name: string;
  settings: RouterSettings;
  revision: number;
  updatedAt: string;
  waiting: number;
  wakesAt: string | null;
}

export interface MemberNow {
  userId: number;
  today: number;
  week: number;
  absence: Absence | null;
  back: string | null;
}

export interface TriedRouter {
  members: MemberNow[];
  next: { to: number | null; by: 'turn' | 'share' | 'first_back' | 'fallback' | 'wait' | 'leave' }[];
}

export interface WaitingLead {
  recordId: number;
  name: string;
  since: string;
}

export const scoresQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'scores'],
    queryFn: ({ signal }) => client(accountId).get('/api/scores', undefined, signal),
  });

export const scoreQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'scores', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/scores/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.sweep && !state.data.sweep.isStopped ? 1_500 : false),
  });

export const previewQuery = (accountId: number, asked: { objectId: number; scoreId: number; settings: ScoreSettings }) =>
  queryOptions({
    queryKey: [accountId, 'score-preview', asked],
    queryFn: ({ signal }) => client(accountId).post('/api/scores/preview', asked, signal),
    retry: false,
    staleTime: 10_000,
  });

export const recordScoresQuery = (accountId: number, objectId: number, recordId: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, recordId, 'scores'],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${objectId}/${recordId}/scores`, undefined, signal),
  });

export const routersQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'lead-routers'],
    queryFn: ({ signal }) => client(accountId).get('/api/lead-routers', undefined, signal),
  });

export const triedQuery = (accountId: number, asked: { routerId?: number; settings: RouterSettings }) =>
  queryOptions({
    queryKey: [accountId, 'lead-routers', 'tried', asked],
    queryFn: ({ signal }) => client(accountId).post('/api/lead-routers/try', asked, signal),
    retry: false,
  });

export const waitingQuery = (accountId: number, routerId: number) =>
  queryOptions({
    queryKey: [accountId, 'lead-routers', routerId, 'waiting'],
    queryFn: ({ signal }) => client(accountId).get(`/api/lead-routers/${routerId}/waiting`, undefined, signal),
  });

export const leadCalls = (api: Api) => ({
  createScore: (score: { objectId: number; name: string; settings: Partial<ScoreSettings> }) => api.post('/api/scores', score),
  updateScore: (id: number, change: { name: string; settings: ScoreSettings; revision: number }) => api.patch(`/api/scores/${id}`, change),
  removeScore: (id: number) => api.delete(`/api/scores/${id}`),
  stopSweep: (id: number) => api.post(`/api/scores/${id}/stop`),
  resumeSweep: (id: number) => api.post(`/api/scores/${id}/resume`),
  createRouter: (router: { objectId: number; name: string; settings: RouterSettings }) => api.post('/api/lead-routers', router),
  updateRouter: (id: number, change: { name: string; settings: RouterSettings; revision: number }) =>
    api.patch(`/api/lead-routers/${id}`, change),
  removeRouter: (id: number) => api.delete(`/api/lead-routers/${id}`),
});
