import { queryOptions } from '@tanstack/react-query';
import type { BulkReason, BulkRunView, BulkStatus } from '../../../src/transfer/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { WhichRecords } from '../../app/list-slots.tsx';
import { t, tFrom } from '../../app/messages/t.ts';
import type { ObjectType } from '../../app/session.ts';
import type { State } from '../../app/tokens.ts';
import type { RunningItem } from '../../app/work.ts';
import type { Selection } from '../../ui/data-table/types.ts';

export type { BulkActionView, BulkExample, BulkPreview, BulkReason, BulkRunView } from '../../../src/transfer/schema.ts';

const LIVE_MS = 800;

/** Which records, as the API takes it. */
export type ChosenRecords = Record<string, unknown>;

export interface BulkInput {
  objectId: number;
  kind: string;
  settings: Record<string, unknown>;
  which: ChosenRecords;
}

/** What is chosen in a list: those rows, or all that it holds but some. */
export function whichOf(which: WhichRecords, selection: Selection): ChosenRecords {
  if (!selection.isAll) return { ids: [...selection.ids].map(Number) };
  return {
    ...(which.group ? { group: Number(which.group) } : {}),
    ...(which.search ? { search: which.search } : {}),
    ...(which.criteria ? { criteria: JSON.parse(which.criteria) as object } : {}),
    ...(selection.except.size > 0 ? { except: [...selection.except].map(Number) } : {}),
  };
}

export const bulkActionsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'bulk', 'actions', objectId],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/bulk/actions', { object: objectId }, signal)).actions,
    staleTime: 60_000,
  });

export interface BulkRunDetail {
  run: BulkRunView;
  reasons: BulkReason[];
}

export const bulkRunQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'bulk', 'run', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/bulk/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && state.data.run.status !== 'running' ? false : LIVE_MS),
  });

/** What a person could do is tried once a form has rested; the answer is kept while the dialog is open. */
export const previewQuery = (accountId: number, input: BulkInput | null) =>
  queryOptions({
    queryKey: [accountId, 'bulk', 'preview', input],
    queryFn: ({ signal }) => client(accountId).post('/api/bulk/preview', input, signal),
    enabled: input !== null,
    staleTime: 30_000,
    gcTime: 30_000,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const undoPreviewQuery = (accountId: number, id: number, isAsked: boolean) =>
  queryOptions({
    queryKey: [accountId, 'bulk', 'undo', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/bulk/${id}/undo`, undefined, signal),
    enabled: isAsked,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const newKey = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('');

export const bulkCalls = (api: Api) => ({
  start: (input: BulkInput, expected: number, key: string) => api.post('/api/bulk', { ...input, expected, key }),
  stop: (id: number) => api.post(`/api/bulk/${id}/stop`),
  resume: (id: number) => api.post(`/api/bulk/${id}/resume`),
  undo: (id: number) => api.post(`/api/bulk/${id}/undo`, { key: newKey() }),
  list: (cursor: string | null, signal: AbortSignal) => api.get('/api/bulk', { before: cursor ?? undefined }, signal),
});

export const STATUS_STATES: Readonly<Record<BulkStatus, State | 'quiet'>> = {
  running: 'info',
  stopped: 'warn',
  finished: 'good',
  failed: 'bad',
};

/** What a run did, in words: “Changed City”. */
export function deedOf(
  { kind, settings }: Pick<BulkRunView, 'kind' | 'settings'>,
  names: { object?: ObjectType | undefined; users?: Users },
): string {
  if (kind === 'undo') {
    const undone = settings as { kind?: string; settings?: Record<string, unknown> };
    if (!undone.kind) return t('bulk.did.undo.import');
    return t('bulk.did.undo', { what: deedOf({ kind: undone.kind, settings: undone.settings ?? {} }, names) });
  }
  return tFrom(`bulk.did.${kind}`, { what: whatOf(settings, names) }, kind);
}

export type Users = readonly { id: number; name: string }[];

function whatOf(
  settings: Readonly<Record<string, unknown>>,
  { object, users = [] }: { object?: ObjectType | undefined; users?: Users },
): string {
  const nameOf = (id: unknown): string => users.find((user) => user.id === id)?.name ?? t('bulk.nobody');
  if (typeof settings.tag === 'string') return settings.tag;
  if (typeof settings.subject === 'string') return settings.subject;
  if (typeof settings.fieldId === 'number') return object?.fields.find(({ id }) => id === settings.fieldId)?.label ?? '';
  if (typeof settings.ownerId === 'number') return nameOf(settings.ownerId);
  if (Array.isArray(settings.userIds)) return settings.userIds.map(nameOf).join(', ');
  return '';
}

/** Why a record was left out: a sentence of the server, or a refusal of the gate by its code. */
export function reasonText(reason: string): string {
  const [, code] = /^[a-z]+\.refused:(\w+)$/.exec(reason) ?? [];
  return code ? tFrom(`email.reason.${code}`, {}, code) : reason;
}

/** Bulk actions that run now, for the frame's list of running work. */
export async function runningBulk(api: Api): Promise<RunningItem[]> {
  const { runs } = await api.get('/api/bulk', { status: 'running' });
  return runs.map((run) => ({
    id: `bulk-${run.id}`,
    label: t(run.kind === 'undo' ? 'bulk.kind.undo' : 'bulk.one'),
    done: run.done,
    total: run.total,
    path: `/bulk/${run.id}`,
    stop: () => api.post(`/api/bulk/${run.id}/stop`),
  }));
}
