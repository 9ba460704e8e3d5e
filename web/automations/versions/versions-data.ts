import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ImportChoices, PlannedThing } from '../../../src/automations/rules/portable.ts';
import type { AutomationMap, Effect, MapDifference, Transfer } from '../../../src/automations/schema.ts';
import { type Api, client } from '../../app/api.ts';

const LOOK_AGAIN_MS = 5_000;

export interface Version {
  version: number;
  name: string;
  note: string;
  publishedAt: string;
  publishedBy: string | null;
  standing: number;
  isCurrent: boolean;
}

export type ShownEffect = Effect & { revision: number; version: number | null };

/** A version by its number, or what is being edited. */
export type Form = number | 'draft';

export interface Comparison {
  before: AutomationMap;
  after: AutomationMap;
  difference: MapDifference;
}

export interface ImportPreview {
  name: string;
  steps: number;
  triggers: number;
  things: PlannedThing[];
  problems: Record<string, string>;
}

/** A map as a file, as far as the browser reads it. */
export interface MapFile {
  name: string;
  things: { secret: Record<string, { name: string }> };
}

/** What publishing does, asked again and again while it is looked at: people go on meanwhile. */
export const effectQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'effect'],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/effect`, undefined, signal),
    refetchInterval: LOOK_AGAIN_MS,
    gcTime: 0,
  });

export const versionsQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'versions'],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/versions`, undefined, signal),
  });

export const comparisonQuery = (accountId: number, id: number, { from, to }: { from: Form; to: Form }) =>
  queryOptions({
    queryKey: [accountId, 'automation', String(id), 'compare', from, to],
    queryFn: ({ signal }) => client(accountId).get(`/api/automations/${id}/compare`, { from, to }, signal),
    placeholderData: keepPreviousData,
  });

export const importPreviewQuery = (accountId: number, file: unknown, choices: ImportChoices) =>
  queryOptions({
    queryKey: [accountId, 'automations', 'import', file, choices],
    queryFn: ({ signal }) => client(accountId).post('/api/automations/import/preview', { file, choices }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });

export const versionCalls = (api: Api) => ({
  publish: (id: number, choices: { revision: number; removed: Record<string, Transfer>; name: string }) =>
    api.post(`/api/automations/${id}/publish`, choices),
  name: (id: number, version: number, named: { name: string; note: string }) =>
    api.patch(`/api/automations/${id}/versions/${version}`, named),
  restore: (id: number, version: number, revision: number) => api.post(`/api/automations/${id}/versions/${version}/restore`, { revision }),
  discard: (id: number, revision: number) => api.post(`/api/automations/${id}/draft/discard`, { revision }),
  exported: (id: number, form: Form) => api.get<MapFile>(`/api/automations/${id}/export`, form === 'draft' ? {} : { version: form }),
  importMap: (file: unknown, choices: ImportChoices, name: string) => api.post('/api/automations/import', { file, choices, name }),
});
