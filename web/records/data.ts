import { queryOptions } from '@tanstack/react-query';
import type { FieldOption, FieldType, ObjectShape, Value } from '../../src/records/schema.ts';
import { type Api, client } from '../app/api.ts';

/** A record as lists give it. */
export interface RecordRow {
  id: number;
  uniqueId: string;
  name: string;
  ownerId: number | null;
  emailStatus: number;
  smsStatus: number;
  createdAt: string;
  updatedAt: string;
  lastActivityAt: string | null;
  tags: number[];
  /** By field id; blank ones are left out. */
  values: Record<string, Value>;
}

/** A record as its own page has it. */
export interface FullRecord extends RecordRow {
  objectId: number;
  version: number;
  deletedAt: string | null;
  parents: ParentName[];
}

export interface ParentName {
  objectId: number;
  id: number;
  name: string;
}

export interface Tag {
  id: number;
  name: string;
  recordCount?: number;
}

export interface Note {
  id: number;
  body: string;
  authorId: number | null;
  createdAt: string;
  updatedAt: string;
}

export interface Task {
  id: number;
  objectId: number | null;
  recordId: number | null;
  recordName: string | null;
  subject: string;
  body: string;
  assigneeId: number | null;
  dueAt: string | null;
  status: 'pending' | 'complete' | 'cancelled';
  outcome: string | null;
  completedAt: string | null;
  createdAt: string;
}

export interface Colleague {
  id: number;
  name: string;
  hasLeft?: boolean;
}

/** Which records a list holds: all, those of a group, those with words. */
export interface Which {
  group?: string | undefined;
  search?: string | undefined;
  criteria?: string | undefined;
}

interface ListReply {
  records: RecordRow[];
  parents: ParentName[];
  cursor: string | null;
}

/** A row of a list with the names its parent fields point to. */
export interface ListedRecord extends RecordRow {
  parentName: (objectId: number, id: number) => string | undefined;
}

interface ListRequest {
  which: Which;
  columns: readonly number[];
  sort: string;
  cursor: string | null;
  limit: number;
  signal: AbortSignal;
}

export async function loadRecords(api: Api, objectId: number, { which, columns, signal, ...page }: ListRequest) {
  const reply = await api.get<ListReply>(`/api/records/${objectId}`, { ...which, ...page, columns: columns.join(',') || '0' }, signal);
  const names = new Map(reply.parents.map((parent) => [`${parent.objectId}/${parent.id}`, parent.name]));
  const parentName: ListedRecord['parentName'] = (object, id) => names.get(`${object}/${id}`);
  return { rows: reply.records.map((record): ListedRecord => ({ ...record, parentName })), next: reply.cursor };
}

export const countQuery = (accountId: number, objectId: number, which: Which) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'count', which],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ count: number }>(`/api/records/${objectId}/count`, { ...which }, signal)).count,
  });

export const recordQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'one', id],
    queryFn: ({ signal }) => client(accountId).get<FullRecord>(`/api/records/${objectId}/${id}`, undefined, signal),
  });

export const colleaguesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'users'],
    queryFn: ({ signal }) => client(accountId).get<Colleague[]>('/api/users', undefined, signal),
    staleTime: 60_000,
  });

export const tagsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId],
    queryFn: ({ signal }) => client(accountId).get<Tag[]>(`/api/objects/${objectId}/tags`, undefined, signal),
    staleTime: 30_000,
  });

export const notesQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'notes', id],
    queryFn: ({ signal }) => client(accountId).get<Note[]>(`/api/records/${objectId}/${id}/notes`, undefined, signal),
  });

export const recordTasksQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'tasks', 'of', objectId, id],
    queryFn: async ({ signal }) =>
      (await client(accountId).get<{ tasks: Task[] }>('/api/tasks', { object: objectId, record: id }, signal)).tasks,
  });

/** Records that point to this one through a parent field. */
export interface RelatedList {
  objectId: number;
  fieldId: number;
  count: number;
  records: { id: number; name: string }[];
}

export const relatedQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'related', id],
    queryFn: ({ signal }) => client(accountId).get<RelatedList[]>(`/api/records/${objectId}/${id}/related`, undefined, signal),
  });

export interface LedgerEvent {
  id: number;
  at: string;
  kind: string;
  label: string;
  actor: { type: string; id: string | null; name: string | null };
  subject: { type: string; id: number; name: string | null } | null;
  causeId: number | null;
  data: Record<string, unknown> | null;
  /** What it was before and after, by field id; null once the person is erased. */
  personal: Record<string, unknown> | null;
}

export interface TimelinePage {
  events: LedgerEvent[];
  cursor: string | null;
}

export type Changes = Record<string, Value>;

export const recordCalls = (api: Api) => ({
  create: (objectId: number, values: Changes, ownerId?: number) =>
    api.post<{ id: number }>(`/api/records/${objectId}`, { values, ...(ownerId ? { ownerId } : {}) }),
  update: (objectId: number, id: number, values: Changes, version?: number) =>
    api.patch<FullRecord>(`/api/records/${objectId}/${id}`, { values, ...(version === undefined ? {} : { version }) }),
  setOwner: (objectId: number, id: number, ownerId: number) => api.patch(`/api/records/${objectId}/${id}`, { values: {}, ownerId }),
  remove: (objectId: number, id: number) => api.delete(`/api/records/${objectId}/${id}`),
  restore: (objectId: number, id: number) => api.post(`/api/records/${objectId}/${id}/restore`),
  addTag: (objectId: number, id: number, name: string) => api.post(`/api/records/${objectId}/${id}/tags`, { name }),
  removeTag: (objectId: number, id: number, tagId: number) => api.delete(`/api/records/${objectId}/${id}/tags/${tagId}`),
  addNote: (objectId: number, id: number, body: string) => api.post(`/api/records/${objectId}/${id}/notes`, { body }),
  changeNote: (noteId: number, body: string) => api.patch(`/api/notes/${noteId}`, { body }),
  removeNote: (noteId: number) => api.delete(`/api/notes/${noteId}`),
  timeline: (objectId: number, id: number, query: { cursor: string | null; kinds: string }, signal: AbortSignal) =>
    api.get<TimelinePage>(`/api/records/${objectId}/${id}/timeline`, query, signal),
  event: (id: number) => api.get<LedgerEvent>(`/api/events/${id}`),
});

export interface NewTask {
  subject: string;
  body: string;
  assigneeId: number;
  dueAt: string | null;
  objectId?: number;
  recordId?: number;
}

export const taskCalls = (api: Api) => ({
  create: (task: NewTask) => api.post('/api/tasks', task),
  update: (id: number, changes: Partial<NewTask>) => api.patch(`/api/tasks/${id}`, changes),
  complete: (id: number, outcome?: string) => api.post(`/api/tasks/${id}/complete`, outcome ? { outcome } : {}),
  cancel: (id: number) => api.post(`/api/tasks/${id}/cancel`),
});

export interface FieldInput {
  label: string;
  type: FieldType;
  sectionId: number;
  help: string;
  options: Partial<FieldOption>[];
  parentObjectId: number | null;
  isRequired: boolean;
  isUnique: boolean;
  sortable: boolean;
}

export const shapeCalls = (api: Api) => ({
  createObject: (input: { singular: string; plural: string; icon: string; description: string }) =>
    api.post<ObjectShape>('/api/objects', input),
  updateObject: (id: number, changes: Partial<{ singular: string; plural: string; icon: string; description: string }>) =>
    api.patch(`/api/objects/${id}`, changes),
  removeObject: (id: number) => api.delete(`/api/objects/${id}`),
  createSection: (objectId: number, name: string) => api.post(`/api/objects/${objectId}/sections`, { name }),
  updateSection: (objectId: number, id: number, changes: Partial<{ name: string; position: number }>) =>
    api.patch(`/api/objects/${objectId}/sections/${id}`, changes),
  removeSection: (objectId: number, id: number) => api.delete(`/api/objects/${objectId}/sections/${id}`),
  createField: (objectId: number, input: FieldInput) => api.post(`/api/objects/${objectId}/fields`, input),
  updateField: (objectId: number, id: number, changes: Partial<FieldInput & { position: number }>) =>
    api.patch(`/api/objects/${objectId}/fields/${id}`, changes),
  removeField: (objectId: number, id: number) => api.delete(`/api/objects/${objectId}/fields/${id}`),
});
