import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Value } from '../../src/records/schema.ts';
import { type Api, client } from '../app/api.ts';
import type { PageRequest, RowId } from '../ui/data-table/types.ts';
import type { ListedRecord as Listed, Which } from './data.ts';

/** What was entered into a cell and refused: it stays there, with the reason, until it is entered again or taken back. */
export interface Refused {
  value: Value;
  message: string;
}

/** A row of a list. */
export interface ListedRecord extends Listed {
  /** Fields of related records, by column: `7.12`. */
  related: Record<string, Value>;
  /** By field id. */
  refused?: Record<string, Refused>;
}

/** The id of a field's column in a table, and of a column from a related record; and what the server calls the columns shown. */
export const fieldColumn = (fieldId: number): string => `f${fieldId}`;
export const relatedColumn = (parentField: number, field: number): string => `field:${parentField}.${field}`;
export const asked = (columns: readonly string[]): string[] =>
  columns.filter((id) => /^(f\d+|field:\d+\.\d+)$/.test(id)).map((id) => id.replace(/^(f|field:)/, ''));

/** The columns shown as an export names them, in order. */
export const exportedColumns = (columns: readonly string[]): string[] =>
  columns.map((id) => (/^(f\d|field:)/.test(id) ? id.replace(/^(f|field:)(?=\d)/, '') : (EXPORTED[id] ?? id)));
const EXPORTED: Readonly<Record<string, string>> = { activity: 'last_activity', emailStatus: 'email_status', smsStatus: 'sms_status' };

/** A page of a list, from any place of it. */
export async function loadList(api: Api, objectId: number, which: Which, { columns, signal, ...page }: PageRequest) {
  const query = { ...which, ...page, columns: asked(columns).join(',') || '0' };
  const reply = await api.get(`/api/records/${objectId}`, query, signal);
  const names = new Map(reply.parents.map((parent) => [`${parent.objectId}/${parent.id}`, parent.name]));
  const parentName: Listed['parentName'] = (object, id) => names.get(`${object}/${id}`);
  return { rows: reply.records.map((record): ListedRecord => ({ ...record, parentName })), next: reply.cursor, before: reply.before };
}

export interface Ladder {
  total: number;
  sort: string;
  rungs: { place: number; cursor: string; value: string | null }[];
}

/** Places all along a list, and how long it is exactly. */
export const ladderQuery = (accountId: number, objectId: number, which: Which, sort: string) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'ladder', which, sort],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${objectId}/ladder`, { ...which, sort }, signal),
    staleTime: 60_000,
  });

/** About how many there are, at once. */
export const aboutQuery = (accountId: number, objectId: number, which: Which) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'about', which],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/about`, { ...which }, signal)).about,
    staleTime: 60_000,
  });

/** What stands at the foot of a list; left, it is no longer worked out. */
export const footQuery = (accountId: number, objectId: number, which: Which, foot: string) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'foot', which, foot],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/foot`, { ...which, foot }, signal)).foot,
    enabled: foot !== '',
    placeholderData: keepPreviousData,
  });

export async function loadRange(
  api: Api,
  objectId: number,
  { which, sort, from, to }: { which: Which; sort: string; from: RowId; to: RowId },
): Promise<readonly number[]> {
  return (await api.get(`/api/records/${objectId}/range`, { ...which, sort, from, to })).ids;
}

export interface SortableState {
  sortable: boolean;
  done: number;
}

export const sortableCalls = (api: Api, objectId: number, fieldId: number) => {
  const address = `/api/objects/${objectId}/fields/${fieldId}/sortable` as const;
  return {
    ask: () => api.post(address),
    state: (signal: AbortSignal) => api.get(address, undefined, signal),
  };
};
