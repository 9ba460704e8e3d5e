import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DuplicateCondition, DuplicateRuleInput, MergePolicy } from '../../../src/transfer/schema.ts';
import { type Api, client } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import type { RunningItem } from '../../app/work.ts';

export type {
  ClusterView,
  ComparisonView,
  DuplicateCondition,
  DuplicateHint,
  DuplicateRecordView,
  DuplicateRuleInput,
  DuplicateRuleView,
  MergePolicy,
  MergePreviewView,
  MergeView,
} from '../../../src/transfer/schema.ts';

const LIVE_MS = 900;

export const rulesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', objectId, 'rules'],
    queryFn: ({ signal }) => client(accountId).get('/api/duplicates/rules', { object: objectId }, signal),
    refetchInterval: ({ state }) => (state.data?.rules.some(({ status }) => status === 'searching') ? LIVE_MS : false),
  });

export const comparisonQuery = (accountId: number, objectId: number, ids: readonly number[]) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', objectId, 'compare', ids],
    queryFn: ({ signal }) => client(accountId).get('/api/duplicates/compare', { object: objectId, ids: ids.join(',') }, signal),
    gcTime: 0,
    retry: false,
  });

export const sampleQuery = (accountId: number, objectId: number, conditions: readonly DuplicateCondition[]) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', objectId, 'sample', conditions],
    queryFn: ({ signal }) => client(accountId).post('/api/duplicates/sample', { objectId, conditions }, signal),
    retry: false,
    gcTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const mergePreviewQuery = (accountId: number, ruleId: number, policy: MergePolicy) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', 'preview', ruleId, policy],
    queryFn: ({ signal }) => client(accountId).post('/api/duplicates/merge-all/preview', { ruleId, policy }, signal),
    retry: false,
    gcTime: 0,
  });

export const hintsQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', objectId, 'of', id],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/duplicates/of', { object: objectId, id }, signal)).records,
  });

export const checkQuery = (accountId: number, objectId: number, values: Readonly<Record<string, unknown>>) =>
  queryOptions({
    queryKey: [accountId, 'duplicates', objectId, 'check', values],
    queryFn: async ({ signal }) => (await client(accountId).post('/api/duplicates/check', { objectId, values }, signal)).records,
    enabled: Object.keys(values).length > 0,
    retry: false,
    gcTime: 30_000,
  });

export const duplicateCalls = (api: Api) => ({
  create: (objectId: number, rule: DuplicateRuleInput) => api.post('/api/duplicates/rules', { ...rule, objectId }),
  update: (id: number, rule: DuplicateRuleInput) => api.patch(`/api/duplicates/rules/${id}`, rule),
  remove: (id: number) => api.delete(`/api/duplicates/rules/${id}`),
  search: (id: number) => api.post(`/api/duplicates/rules/${id}/search`),
  stop: (id: number) => api.post(`/api/duplicates/rules/${id}/stop`),
  clusters: (id: number, after: string | undefined, signal: AbortSignal) =>
    api.get(`/api/duplicates/rules/${id}/clusters`, { after }, signal),
  merge: (objectId: number, asked: { recordIds: readonly number[]; policy: MergePolicy; picks: Readonly<Record<string, number>> }) =>
    api.post('/api/duplicates/merge', { objectId, ...asked }),
  mergeAll: (ruleId: number, policy: MergePolicy, key: string) => api.post('/api/duplicates/merge-all', { ruleId, policy, key }),
  dismiss: (objectId: number, recordIds: readonly number[]) => api.post('/api/duplicates/dismissals', { objectId, recordIds }),
  undismiss: (objectId: number, recordIds: readonly number[]) => api.post('/api/duplicates/dismissals/undo', { objectId, recordIds }),
  merges: (objectId: number, before: string | null, signal: AbortSignal) =>
    api.get('/api/duplicates/merges', { object: objectId, before: before ?? undefined }, signal),
  undo: (id: number) => api.post(`/api/duplicates/merges/${id}/undo`),
});

/** A rule as one sentence: “E-mail address is the same, however it is written, and City is exactly the same”. */
export const sentenceOf = (object: ObjectType, conditions: readonly DuplicateCondition[]): string =>
  conditions
    .map(({ field, how }) =>
      t('duplicates.sentence', {
        field: field === 'name' ? t('duplicates.rule.name.of') : (object.fields.find(({ id }) => id === field)?.label ?? '…'),
        how: t(`duplicates.how.${how}`),
      }),
    )
    .join(t('duplicates.sentence.and'));

/** Searches for duplicates that run now, for the frame's list of running work. */
export async function runningSearches(api: Api): Promise<RunningItem[]> {
  const { searches } = await api.get('/api/duplicates/searches');
  return searches.map(({ id, object, done, total }) => ({
    id: `duplicates-${id}`,
    label: t('duplicates.searching'),
    done,
    total,
    path: `/records/${object}/duplicates`,
    stop: () => api.post(`/api/duplicates/rules/${id}/stop`),
  }));
}
