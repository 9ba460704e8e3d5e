import { queryOptions } from '@tanstack/react-query';
import type { ImportStatus, ImportView, MappingInput, Reading } from '../../src/transfer/schema.ts';
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
    queryFn: ({ signal }) => client(accountId).get(`/api/imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (isMoving(state.data) ? LOOK_MS : false),
  });

/** Whether it, or one of the files that came with it, runs. */
const isMoving = (imported: ImportView | undefined): boolean =>
  imported !== undefined && (imported.status === 'running' || imported.set.some(({ status }) => status === 'running'));

export const previewQuery = (accountId: number, { id, reading, objectId }: ImportView) =>
  queryOptions({
    queryKey: [accountId, 'imports', String(id), 'preview', objectId, reading],
    queryFn: ({ signal }) => client(accountId).get(`/api/imports/${id}/preview`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const transferCalls = (api: Api) => ({
  list: (before: string | null, signal: AbortSignal) => api.get('/api/imports', { before }, signal),
  /** `into` is the object, found out where it is left out; `first` the import of files that came before. */
  upload: (file: File, { into, first }: { into?: number | undefined; first?: number | undefined }, onProgress: (share: number) => void) => {
    const asked = new URLSearchParams({
      ...(into === undefined ? {} : { object: String(into) }),
      ...(first === undefined ? {} : { with: String(first) }),
    });
    return api.upload(`/api/imports?${asked}`, file, onProgress);
  },
  into: (id: number, objectId: number) => api.put(`/api/imports/${id}/object`, { objectId }),
  preview: (id: number) => api.get(`/api/imports/${id}/preview`),
  one: (id: number) => api.get(`/api/imports/${id}`),
  rehearse: (id: number, input: MappingInput) => api.post(`/api/imports/${id}/rehearsal`, input),
  count: (id: number, input: MappingInput) => api.post(`/api/imports/${id}/counts`, input),
  undo: (id: number) => api.post(`/api/imports/${id}/undo`),
  read: (id: number, reading: Reading) => api.put(`/api/imports/${id}/reading`, reading),
  map: (id: number, input: MappingInput) => api.put(`/api/imports/${id}/mapping`, input),
  start: (id: number, permission: string) => api.post(`/api/imports/${id}/start`, { permission }),
  stop: (id: number) => api.post(`/api/imports/${id}/stop`),
  resume: (id: number) => api.post(`/api/imports/${id}/resume`),
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
  const { imports } = await api.get('/api/imports');
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
