import type { StepCount } from '../../src/automations/rules/step-count.ts';
import { queryOptions } from '@tanstack/react-query';
import type { AutomationMap } from '../../src/automations/schema.ts';
import { type Api, client } from '../app/api.ts';

export interface AutomationLine {
  id: number;
  objectId: number;
  name: string;
  status: 'draft' | 'published' | 'paused';
  revision: number;
  version: number | null;
  draftDiffers: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface ListedAutomation extends AutomationLine {
  standing: number;
  failed: number;
  entered: number;
}

/** By step id, `trigger.ID`, `who` or `start`: why it cannot run. */
export type Problems = Readonly<Record<string, string>>;

export interface Automation extends AutomationLine {
  draft: AutomationMap;
  published: AutomationMap | null;
  problems: Problems;
  publishedProblems: Problems;
}

export interface Counts {
  entered: number;
  nextDueAt: string | null;
  steps: StepCount[];
}

/** One thing that the events of a kind say for themselves. `open` is followed by a name: `values.amount`. */
export interface EventContent {
  key: string;
  label: string;
  type: 'text' | 'number' | 'choice' | 'user' | 'task_template' | 'inbox' | 'channel' | 'link' | 'field';
  choices: { value: string; label: string }[];
  open: boolean;
}

export interface Catalogue {
  triggers: { event: string; label: string; subject: string | null; content: EventContent[] }[];
  steps: { kind: string; exits: number; engine: boolean }[];
}

/** Counts are looked at again so often while somebody watches; less often where there are so many that counting takes long. */
const LIVE_MS = 3_000;
const MS_FOR_EACH = 0.05;

const liveMs = (counted: readonly { standing: number }[] | undefined): number =>
  LIVE_MS + MS_FOR_EACH * (counted ?? []).reduce((sum, { standing }) => sum + standing, 0);

export const automationsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'automations'],
    queryFn: ({ signal }) => client(accountId).get('/api/automations', undefined, signal),
    refetchInterval: ({ state }) => liveMs(state.data),
  });

export const automationQuery = (accountId: number, id: string) =>
  queryOptions({
    queryKey: [accountId, 'automation', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}`, undefined, signal),
  });

export const countsQuery = (accountId: number, id: string) =>
  queryOptions({
    queryKey: [accountId, 'automation', id, 'counts'],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/counts`, undefined, signal),
    refetchInterval: ({ state }) => liveMs(state.data?.steps),
  });

export const catalogueQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'automations', 'catalogue'],
    queryFn: ({ signal }) => client(accountId).get('/api/automations/catalogue', undefined, signal),
    staleTime: Infinity,
  });

export interface Standing {
  automationId: number;
  automation: string;
  /** Whether the whole map is paused. */
  isPaused: boolean;
  stepId: number;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  dueAt: string | null;
  /** Whether this place of the record is paused. */
  isHeld: boolean;
  arrivedAt: string;
  failure: string | null;
}

export const standingsQuery = (accountId: number, objectId: number, recordId: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', 'of', objectId, recordId],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${objectId}/${recordId}/automations`, undefined, signal),
  });

export const automationCalls = (api: Api) => ({
  create: (name: string, objectId: number) => api.post('/api/automations', { name, objectId }),
  update: (id: number, change: { revision: number; name?: string; map?: AutomationMap }) => api.patch(`/api/automations/${id}`, change),
  publish: (id: number) => api.post(`/api/automations/${id}/publish`),
  pause: (id: number) => api.post(`/api/automations/${id}/pause`),
  resume: (id: number) => api.post(`/api/automations/${id}/resume`),
  remove: (id: number) => api.delete(`/api/automations/${id}`),
  enrol: (id: number, records: { criteria: object } | { recordIds: number[] }) => api.post(`/api/automations/${id}/records`, records),
});
