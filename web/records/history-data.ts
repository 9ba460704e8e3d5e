import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Value } from '../../src/records/schema.ts';
import { type Api, client } from '../app/api.ts';
import type { FullRecord, ParentName } from './data.ts';

export interface FieldPlace {
  objectId: number;
  recordId: number;
  fieldId: number;
}

/** What stood in a field since an event. */
export interface HistoryEntry {
  eventId: number;
  at: string;
  actor: { type: string; id: string | null; name: string | null };
  causeId: number | null;
  /** The record was made with it. */
  isBeginning: boolean;
  /** False where the values have been forgotten since. */
  isKept: boolean;
  value: Value;
  text: string;
  before: Value;
  beforeText: string;
}

interface HistoryPage {
  label: string;
  entries: HistoryEntry[];
  hasMore: boolean;
}

export interface FormerRecord {
  at: string;
  values: Record<string, Value>;
  unknown: number[];
  parents: ParentName[];
}

export type Side = 'before' | 'after';

const load = (accountId: number, { objectId, recordId, fieldId }: FieldPlace, page: { skip: number; limit: number }, signal: AbortSignal) =>
  client(accountId).get(`/api/records/${objectId}/${recordId}/fields/${fieldId}/history`, page, signal);

/** The last changes of a field. */
export const fieldHistoryQuery = (accountId: number, place: FieldPlace, limit: number) =>
  queryOptions({
    queryKey: [accountId, 'records', place.objectId, 'history', place.recordId, place.fieldId, limit],
    queryFn: ({ signal }) => load(accountId, place, { skip: 0, limit }, signal),
  });

const PAGE = 50;

/** All changes of a field, page by page. */
export const wholeHistoryQuery = (accountId: number, place: FieldPlace) =>
  infiniteQueryOptions({
    queryKey: [accountId, 'records', place.objectId, 'history', place.recordId, place.fieldId],
    queryFn: ({ pageParam, signal }) => load(accountId, place, { skip: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (page: HistoryPage, pages: HistoryPage[]) => (page.hasMore ? pages.length * PAGE : undefined),
  });

export const formerRecordQuery = (accountId: number, record: { objectId: number; id: number }, moment: { event: number; side: Side }) =>
  queryOptions({
    queryKey: [accountId, 'records', record.objectId, 'former', record.id, moment],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${record.objectId}/${record.id}/as-of`, { ...moment }, signal),
  });

export const putBack = (
  api: Api,
  record: { objectId: number; id: number },
  chosen: { event: number; side: Side; fields: readonly number[]; version: number },
): Promise<FullRecord> => api.post(`/api/records/${record.objectId}/${record.id}/put-back`, chosen);
