import { queryOptions } from '@tanstack/react-query';
import type { StepCount } from '../../../src/automations/rules/step-count.ts';
import type { AutomationMap } from '../../../src/automations/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { LedgerEvent } from '../../records/index.tsx';

export interface SeenCounts {
  entered: number;
  nextDueAt: string | null;
  steps: StepCount[];
}

/** Days of the account, both in it, and whose numbers: the criteria as JSON. */
export interface Asked {
  from?: string;
  to?: string;
  criteria?: string;
}

/** Counts are told anew when people move; so often are they looked at besides, in case that was not heard. */
const UNHEARD_MS = 10_000;

export const seenCountsQuery = (accountId: number, id: number, asked: Asked) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'counts', asked],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/counts`, { ...asked }, signal),
    refetchInterval: UNHEARD_MS,
    placeholderData: (before) => before,
  });

export interface StandingPerson {
  positionId: number;
  recordId: number;
  name: string;
  state: 'ready' | 'waiting' | 'failed' | 'resting';
  dueAt: string | null;
  isHeld: boolean;
  arrivedAt: string;
  failure: string | null;
  version: number;
}

export interface PassedPerson {
  recordId: number;
  name: string;
  times: number;
  lastAt: string;
}

export interface SplitVariant {
  exit: number;
  taken: number;
  decided: number;
  won: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  best: number | null;
}

export interface SeenSplit {
  stepId: number;
  isMeasured: boolean;
  isEarly: boolean;
  leader: number | null;
  variants: SplitVariant[];
  winner: { exit: number; chosenAt: string; chosenBy: string | null; confidence: number | null } | null;
}

export const splitsQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'splits'],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/splits`, undefined, signal),
  });

export interface WayLine {
  id: number;
  at: string;
  kind: string;
  actor: { type: string; name: string | null };
  version: number | null;
  trigger: number | null;
  /** Of a move, where it set out from; of a move by hand or to a goal, the step alone. */
  from: { step: number; exit: number } | number | null;
  path: number[];
  exits: (number | null)[] | null;
  outcome: 'waiting' | 'ended' | 'failed' | 'resting' | null;
  stepId: number | null;
  reason: string | null;
  cause: LedgerEvent | null;
  /** What it led to, with the step by which it was done. */
  effects: (LedgerEvent & { stepId: number | null })[];
}

export interface StandingPlace {
  stepId: number;
  state: StandingPerson['state'];
  dueAt: string | null;
  isHeld: boolean;
  isPaused: boolean;
  arrivedAt: string;
  failure: string | null;
  version: number;
}

export interface Way {
  record: { id: number; objectId: number; name: string };
  lines: WayLine[];
  standing: StandingPlace[];
  versions: { version: number; map: AutomationMap; publishedAt: string }[];
  isCut: boolean;
}

export const wayQuery = (accountId: number, id: number, recordId: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'way', recordId],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/records/${recordId}/way`, undefined, signal),
    refetchInterval: UNHEARD_MS,
  });

type Whom = { recordIds: number[] } | { all: 'failed' | 'standing' };

export const seeingCalls = (api: Api) => ({
  standing: (id: number, stepId: number, query: { state: string; after?: number; criteria?: string; failure?: string }) =>
    api.get(`/api/automations/${id}/steps/${stepId}/people`, query),
  passed: (id: number, stepId: number, query: Asked & { exit?: number; before?: string }) =>
    api.get(`/api/automations/${id}/steps/${stepId}/passes`, {
      ...query,
    }),
  move: (id: number, stepId: number, whom: Whom, to: number | 'end' | 'again') =>
    api.post(`/api/automations/${id}/steps/${stepId}/move`, { ...whom, to }),
  choose: (id: number, stepId: number, exit: number | null) => api.post(`/api/automations/${id}/splits/${stepId}/winner`, { exit }),
});
