import { queryOptions } from '@tanstack/react-query';
import type { Rule } from '../../../src/automations/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { AutomationLine, Problems } from '../automation-data.ts';

export type RuleAction = Rule['actions'][number];

export interface OpenedRule extends AutomationLine, Pick<Rule, 'triggers' | 'criteria' | 'actions'> {
  /** By `trigger.ID`, the id of an action, or `who`: why it does not run as it was saved. */
  problems: Problems;
}

export interface ListedRule extends OpenedRule {
  ran: number;
  lastRanAt: string | null;
  failed: number;
}

/** What the list shows is looked at again so often. */
const LIVE_MS = 5_000;

export const rulesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'rules'],
    queryFn: ({ signal }) => client(accountId).get('/api/rules', undefined, signal),
    refetchInterval: LIVE_MS,
  });

export const ruleCalls = (api: Api) => ({
  create: (rule: Omit<Rule, never> & { objectId: number }) => api.post('/api/rules', rule),
  change: (id: number, rule: Rule & { revision: number }) => api.put(`/api/rules/${id}`, rule),
  pause: (id: number) => api.post(`/api/rules/${id}/pause`),
  resume: (id: number) => api.post(`/api/rules/${id}/resume`),
  remove: (id: number) => api.delete(`/api/rules/${id}`),
});
