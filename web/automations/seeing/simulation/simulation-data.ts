import { queryOptions } from '@tanstack/react-query';
import type { Simulated as Found } from '../../../../src/automations/rules/simulated.ts';
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

/** What a simulation found, those who are stuck by their names. */
export type Simulated = Omit<Found, 'stuck'> & { stuck: (Found['stuck'][number] & { name: string })[] };

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
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/simulations`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'running') ? LOOK_MS : false),
  });

export const simulationCalls = (api: Api) => ({
  start: (id: number, asked: AskedSimulation) => api.post(`/api/automations/${id}/simulations`, asked),
  stop: (id: number, simulationId: number) => api.post(`/api/automations/${id}/simulations/${simulationId}/stop`),
});
