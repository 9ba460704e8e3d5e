import { queryOptions } from '@tanstack/react-query';
import type { ImportPreview, ImportStatus, ImportView, MappingInput, Reading } from '../../src/transfer/schema.ts';
import { type Api, client } from '../app/api.ts';
import { t } from '../app/messages/t.ts';
import type { Account } from '../app/session.ts';
import type { State } from '../app/tokens.ts';
import type { RunningItem } from '../app/work.ts';

/** While an import runs it is asked for so often. */
const LOOK_MS = 700;

export const importQuery = (accountId: number, id: string) =>
  queryOptions({
    queryKey: [accountId, 'imports', id],
    queryFn: ({ signal }) => client(accountId).get<ImportView>(`/api/imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? LOOK_MS : false),
  });

export const previewQuery = (accountId: number, { id, reading }: ImportView) =>
  queryOptions({
    queryKey: [accountId, 'imports', String(id), 'preview', reading],
    queryFn: ({ signal }) => client(accountId).get<ImportPreview>(`/api/imports/${id}/preview`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const transferCalls = (api: Api) => ({
  list: (before: string | null, signal: AbortSignal) =>
    api.get<{ imports: ImportView[]; next: number | null }>('/api/imports', { before }, signal),
  upload: (objectId: number, file: File, onProgress: (share: number) => void) =>
    api.upload<ImportView>(`/api/imports?object=${objectId}`, file, onProgress),
  read: (id: number, reading: Reading) => api.put<ImportView>(`/api/imports/${id}/reading`, reading),
  map: (id: number, input: MappingInput) => api.put<ImportView>(`/api/imports/${id}/mapping`, input),
  start: (id: number, permission: string) => api.post<ImportView>(`/api/imports/${id}/start`, { permission }),
  stop: (id: number) => api.post<ImportView>(`/api/imports/${id}/stop`),
  resume: (id: number) => api.post<ImportView>(`/api/imports/${id}/resume`),
  discard: (id: number) => api.delete(`/api/imports/${id}`),
});

export const STATUS_STATES: Readonly<Record<ImportStatus, State | 'quiet'>> = {
  draft: 'quiet',
  running: 'info',
  stopped: 'warn',
  finished: 'good',
  failed: 'bad',
};

/** Imports that run now, for the frame's list of running work. */
export async function runningImports(api: Api, { isOwner, rights }: Account): Promise<RunningItem[]> {
  if (!isOwner && !rights.includes('records.import')) return [];
  const { imports } = await api.get<{ imports: ImportView[] }>('/api/imports');
  return imports
    .filter(({ status }) => status === 'running')
    .map(({ id, fileName, progress, rowCount }) => ({
      id: `import-${id}`,
      label: t('transfer.running', { file: fileName }),
      done: progress.rowsRead,
      total: rowCount,
      path: `/imports/${id}`,
      stop: () => api.post(`/api/imports/${id}/stop`),
    }));
}
