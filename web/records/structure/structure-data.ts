import { queryOptions } from '@tanstack/react-query';
import type { FieldType } from '../../../src/records/schema.ts';
import { type Api, client } from '../../app/api.ts';
import { isUnderWay } from '../under-way.ts';

/** Something that uses a field or an option: a group, a map, a message, another field. */
export interface FieldUse {
  kind: string;
  name: string;
  place?: string;
  blocks?: boolean;
}

export interface FieldEffects {
  records: number;
  blank: number;
  shared: { records: number; values: { value: string; records: number }[] };
  uses: FieldUse[];
}

export interface OptionEffects {
  records: number;
  uses: FieldUse[];
}

export interface DeletedField {
  id: number;
  label: string;
  type: FieldType;
  deletedAt: string;
  deletedBy: number | null;
  goneAt: string;
}

export interface OptionChange {
  id: number;
  fieldId: number;
  fieldLabel: string;
  option: string;
  /** The option they got instead; null where the field was cleared of it. */
  into: string | null;
  status: 'running' | 'done' | 'undoing' | 'undone';
  total: number;
  changed: number;
  createdAt: string;
  finishedAt: string | null;
}

export type OptionFate = { how: 'replace'; with: number } | { how: 'clear' } | { how: 'archive' };

export interface FormulaPreview {
  records: { id: number; name: string; shown: string }[];
}

const at = (objectId: number) => `/api/objects/${objectId}` as const;

export const fieldEffectsQuery = (accountId: number, objectId: number, fieldId: number) =>
  queryOptions({
    queryKey: [accountId, 'objects', objectId, 'effects', fieldId],
    queryFn: ({ signal }) => client(accountId).get(`${at(objectId)}/fields/${fieldId}/effects`, undefined, signal),
  });

export const optionEffectsQuery = (accountId: number, objectId: number, { fieldId, optionId }: { fieldId: number; optionId: number }) =>
  queryOptions({
    queryKey: [accountId, 'objects', objectId, 'effects', fieldId, optionId],
    queryFn: ({ signal }) => client(accountId).get(`${at(objectId)}/fields/${fieldId}/options/${optionId}/effects`, undefined, signal),
  });

export const deletedFieldsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'objects', objectId, 'deleted-fields'],
    queryFn: async ({ signal }) => (await client(accountId).get(`${at(objectId)}/deleted-fields`, undefined, signal)).fields,
  });

/** Asked again and again while one of them is under way. */
export const optionChangesQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'objects', objectId, 'option-changes'],
    queryFn: async ({ signal }) => (await client(accountId).get(`${at(objectId)}/option-changes`, undefined, signal)).changes,
    refetchInterval: ({ state }) => ((state.data ?? []).some(isUnderWay) ? 1_000 : false),
  });

export const structureCalls = (api: Api) => ({
  createTab: (objectId: number, name: string) => api.post(`${at(objectId)}/tabs`, { name }),
  renameTab: (objectId: number, id: number, name: string) => api.patch(`${at(objectId)}/tabs/${id}`, { name }),
  removeTab: (objectId: number, id: number) => api.delete(`${at(objectId)}/tabs/${id}`),
  removeOption: (objectId: number, { fieldId, optionId }: { fieldId: number; optionId: number }, fate: OptionFate) =>
    api.post(`${at(objectId)}/fields/${fieldId}/options/${optionId}/remove`, fate),
  undoOptionChange: (objectId: number, id: number) => api.post(`${at(objectId)}/option-changes/${id}/undo`),
  restoreField: (objectId: number, id: number) => api.post(`${at(objectId)}/deleted-fields/${id}/restore`),
});
