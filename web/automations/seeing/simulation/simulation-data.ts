import { queryOptions } from '@tanstack/react-query';
import { type Api, client } from '../../../app/api.ts';

export interface Supposition {
  stepId: number;
  share: number;
  within: { amount: number; unit: string };
}

export interface AskedSimulation {
  of: 'draft' | 'published';
  criteria: unknown;
  records: number;
  days: number;
  suppositions: Supposition[];
}

export interface Simulated {
  tried: number;
  entered: number;
  skipped: number;
  ended: number;
  standing: number;
  failed: number;
  median: number | null;
  slow: number | null;
  steps: { id: number; arrived: number; exits: number[]; standing: number; failed: number }[];
  actions: { stepId: number; kind: string; channel: string | null; done: number; refused: { reason: string; records: number }[] }[];
  days: { day: string; channel: string; done: number; refused: number }[];
  stuck: { recordId: number; name: string; stepId: number; reason: string | null; since: string }[];
  stuckInAll: number;
  isCut: boolean;
}

export interface Run {
  id: number;
  status: 'running' | 'done' | 'stopped' | 'failed';
  asked: AskedSimulation;
  revision: number;
  chosen: number;
  played: number;
  createdAt: string;
  found: Simulated | null;
}

/** A run under way is looked at so often. */
const LOOK_MS = 800;

export const runsQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'simulations'],
    queryFn: ({ signal }) => client(accountId).get<Run[]>(`/api/automations/${id}/simulations`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? LOOK_MS : false),
  });

export const simulationCalls = (api: Api) => ({
  start: (id: number, asked: AskedSimulation) => api.post<{ id: number }>(`/api/automations/${id}/simulations`, asked),
  stop: (id: number, simulationId: number) => api.post(`/api/automations/${id}/simulations/${simulationId}/stop`),
});
