import { queryOptions } from '@tanstack/react-query';
import type { SourceFileView, SourceInput, SourceSchedule, SourceView, TrySource } from '../../../src/transfer/schema.ts';
import { type Api, client } from '../../app/api.ts';
import { t } from '../../app/messages/t.ts';
import type { State } from '../../app/tokens.ts';

/** While files are fetched it is asked for so often. */
const LOOK_MS = 1_500;

export const sourcesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'import-sources'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/import-sources', undefined, signal)).sources,
  });

export interface SourceWithFiles {
  source: SourceView;
  files: readonly SourceFileView[];
}

export const sourceQuery = (accountId: number, id: string) =>
  queryOptions({
    queryKey: [accountId, 'import-sources', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/import-sources/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (isMoving(state.data) ? LOOK_MS : false),
  });

const isMoving = (data: SourceWithFiles | undefined): boolean =>
  data !== undefined && (data.source.isRunning || data.files.some(({ isRunning }) => isRunning));

export const accountKeysQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'account-keys'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/account-keys', undefined, signal)).keys,
  });

/** Imports that can be done again: the latest that have finished. */
export const finishedImportsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'imports', 'finished'],
    queryFn: async ({ signal }) => {
      const { imports } = await client(accountId).get('/api/imports', undefined, signal);
      return imports.filter(({ status }) => status === 'finished');
    },
  });

export const sourceCalls = (api: Api) => ({
  save: (id: number | undefined, input: Partial<SourceInput>) =>
    id === undefined ? api.post('/api/import-sources', input) : api.put(`/api/import-sources/${id}`, input),
  try: (input: Partial<TrySource>) => api.post('/api/import-sources/try', input),
  run: (id: number) => api.post(`/api/import-sources/${id}/run`),
  pause: (id: number, paused: boolean) => api.put(`/api/import-sources/${id}/paused`, { paused }),
  remove: (id: number) => api.delete(`/api/import-sources/${id}`),
  makeKey: (kind: 'pgp' | 'ssh') => api.post('/api/account-keys', { kind }),
  removeKey: (id: number) => api.delete(`/api/account-keys/${id}`),
});

export const stateOf = (source: SourceView): { state: State | 'quiet'; label: string } => {
  if (source.isRunning) return { state: 'info', label: t('sources.state.running') };
  if (source.paused) return { state: 'quiet', label: t('sources.state.paused') };
  if (source.failure) return { state: 'bad', label: t('sources.state.failed') };
  return source.lastAt ? { state: 'good', label: t('sources.state.good') } : { state: 'quiet', label: t('sources.state.waiting') };
};

/** The name of a day of the week, Monday being 1. */
export const weekdayName = (weekday: number): string =>
  new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

export function scheduleText(schedule: SourceSchedule): string {
  if (schedule.every === 'hours') return t('sources.schedule.hours', { hours: schedule.hours });
  if (schedule.every === 'day') return t('sources.schedule.day', { at: schedule.at });
  return t('sources.schedule.week', { weekday: weekdayName(schedule.weekday), at: schedule.at });
}
