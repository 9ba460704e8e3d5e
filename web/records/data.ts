import { queryOptions } from '@tanstack/react-query';
import type { FieldSettings, FieldType, OptionColor, Value } from '../../src/records/schema.ts';
import type { BulkTasks, Call, Recurrence, RecurrenceInput, ReminderSettings } from '../../src/records/rules/task-shapes.ts';
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
export interface FullRecord extends Omit<RecordRow, 'tags'> {
  objectId: number;
  version: number;
  tags: { id: number; name: string }[];
  parents: ParentName[];
  /** What the viewer may do with it. */
  may: { edit: boolean; delete: boolean };
}

export interface ParentName {
  objectId: number;
  id: number;
  name: string;
}

export interface Tag {
  id: number;
  name: string;
  /** How many records have it. */
  records: number;
}

export interface Note {
  id: number;
  kind: 'note' | 'call';
  call: Call | null;
  /** Colleagues it names stand in it as `@{id}`. */
  body: string;
  authorId: number | null;
  pinnedAt: string | null;
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
  roleId: number | null;
  templateId: number | null;
  note: string;
  reminders: ReminderSettings[];
  recurrence: Recurrence | null;
  failures: { kind: string; sentence: string }[];
  dueAt: string | null;
  status: 'pending' | 'complete' | 'cancelled';
  outcome: string | null;
  completedAt: string | null;
  createdAt: string;
}

export interface Colleague {
  id: number;
  name: string;
  hasLeft: boolean;
}

/** Which records a list holds: all, those of a group, those with words. */
export interface Which {
  group?: string | undefined;
  search?: string | undefined;
  criteria?: string | undefined;
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
  const reply = await api.get(`/api/records/${objectId}`, { ...which, ...page, columns: columns.join(',') || '0' }, signal);
  const names = new Map(reply.parents.map((parent) => [`${parent.objectId}/${parent.id}`, parent.name]));
  const parentName: ListedRecord['parentName'] = (object, id) => names.get(`${object}/${id}`);
  return { rows: reply.records.map((record): ListedRecord => ({ ...record, parentName })), next: reply.cursor };
}

export const countQuery = (accountId: number, objectId: number, which: Which) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'count', which],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/count`, { ...which }, signal)).count,
  });

export const recordQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'one', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${objectId}/${id}`, undefined, signal),
  });

/** Where one asks whom a note on a record may name. */
export const mentionsAt = ({ objectId, id }: { objectId: number; id: number }): string => `/api/records/${objectId}/${id}/mentionable`;

export const colleaguesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'users'],
    queryFn: ({ signal }) => client(accountId).get('/api/users', undefined, signal),
    staleTime: 60_000,
  });

export const tagsQuery = (accountId: number, objectId: number) =>
  queryOptions({
    queryKey: [accountId, 'tags', objectId],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/objects/${objectId}/tags`, undefined, signal)).tags,
    staleTime: 30_000,
  });

export const notesQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'notes', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/records/${objectId}/${id}/notes`, undefined, signal),
  });

export const recordTasksQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'tasks', 'of', objectId, id],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/${id}/tasks`, undefined, signal)).tasks,
  });

/** The viewer's own open tasks, those due first. */
export const myTasksQuery = (accountId: number, status: Task['status'] = 'pending') =>
  queryOptions({
    queryKey: [accountId, 'tasks', 'mine', status],
    queryFn: ({ signal }) => client(accountId).get('/api/tasks', { status, limit: 200 }, signal),
  });

/** Records that point to this one through a parent field. */
export interface RelatedList {
  objectId: number;
  fieldId: number;
  label: string;
  count: number;
  records: { id: number; name: string }[];
}

export const relatedQuery = (accountId: number, objectId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'records', objectId, 'related', id],
    queryFn: async ({ signal }) => (await client(accountId).get(`/api/records/${objectId}/${id}/related`, undefined, signal)).relations,
  });

export interface LedgerEvent {
  id: number;
  at: string;
  kind: string;
  actor: { type: string; id: string | null; name: string | null };
  record: { objectId: number; id: number } | null;
  subject: { type: string; id: number | null; name: string | null } | null;
  causeId: number | null;
  data: Record<string, unknown> | null;
  /** What was personal about it, besides field values; empty once the person is erased. */
  personal: Record<string, unknown>;
  /** Who had the record or the task before, and has it now. */
  hands: { from: string | null; to: string | null } | null;
  /** What changed, field by field, as the account writes values. */
  changes: { fieldId: number; label: string; before: string; after: string }[];
}

export interface TimelinePage {
  events: LedgerEvent[];
  next: number | null;
}

export type Changes = Record<string, Value>;

export const recordCalls = (api: Api) => ({
  create: (objectId: number, values: Changes, ownerId?: number) =>
    api.post(`/api/records/${objectId}`, { values, ...(ownerId ? { ownerId } : {}) }),
  update: (objectId: number, id: number, values: Changes, version?: number) =>
    api.patch(`/api/records/${objectId}/${id}`, { values, ...(version === undefined ? {} : { version }) }),
  setOwner: (objectId: number, id: number, ownerId: number) => api.patch(`/api/records/${objectId}/${id}`, { values: {}, ownerId }),
  remove: (objectId: number, id: number) => api.delete(`/api/records/${objectId}/${id}`),
  restore: (objectId: number, id: number) => api.post(`/api/records/${objectId}/${id}/restore`),
  addTag: (objectId: number, id: number, name: string) => api.post(`/api/records/${objectId}/${id}/tags`, { name }),
  removeTag: (objectId: number, id: number, tagId: number) => api.delete(`/api/records/${objectId}/${id}/tags/${tagId}`),
  addNote: (objectId: number, id: number, body: string) => api.post(`/api/records/${objectId}/${id}/notes`, { body }),
  changeNote: (noteId: number, body: string) => api.patch(`/api/notes/${noteId}`, { body }),
  pinNote: (noteId: number, pinned: boolean) => api.put(`/api/notes/${noteId}/pin`, { pinned }),
  removeNote: (noteId: number) => api.delete(`/api/notes/${noteId}`),
  timeline: (objectId: number, id: number, query: { before: number | null; kinds: string }, signal: AbortSignal) =>
    api.get(`/api/records/${objectId}/${id}/timeline`, query, signal),
  /** One event by its id; undefined when it is no longer kept or not to be seen. */
  event: async (id: number) => (await api.get(`/api/events/${id}/consequences`)).events.find((event) => event.id === id),
});

export interface TaskInput {
  templateId?: number;
  subject: string;
  body: string;
  assigneeId?: number;
  roleId?: number;
  dueAt: string | null;
  reminders: readonly ReminderSettings[];
  recurrence: RecurrenceInput | null;
}

export interface Completion {
  outcome?: string;
  outcomeId?: number;
  note?: string;
  values?: Record<string, Value>;
  version?: number;
}

export const taskCalls = (api: Api) => ({
  create: (objectId: number, recordId: number, task: TaskInput) => api.post(`/api/records/${objectId}/${recordId}/tasks`, task),
  createFrom: (objectId: number, recordId: number, templateId: number) =>
    api.post(`/api/records/${objectId}/${recordId}/tasks`, { templateId }),
  update: (id: number, changes: Partial<TaskInput>) => api.patch(`/api/tasks/${id}`, changes),
  complete: (id: number, completion: Completion) => api.post(`/api/tasks/${id}/complete`, completion),
  cancel: (id: number, note?: string) => api.post(`/api/tasks/${id}/cancel`, note ? { note } : {}),
  reopen: (id: number) => api.post(`/api/tasks/${id}/reopen`),
  claim: (id: number) => api.post(`/api/tasks/${id}/claim`),
  retry: (id: number) => api.post(`/api/tasks/${id}/retry`),
  bulk: (change: BulkTasks) => api.post('/api/tasks/bulk', change),
});

export interface FieldInput {
  label: string;
  type: FieldType;
  sectionId?: number;
  help: string;
  options?: { id?: number; label: string; color?: OptionColor; archived?: boolean }[];
  parentObjectId?: number;
  settings?: FieldSettings;
  isRequired: boolean;
  isUnique: boolean;
  sortable: boolean;
}

export interface ObjectInput {
  singular: string;
  plural: string;
  icon: string;
  description: string;
}

/** An object with its fields, and those of other objects that are to point to it. */
export interface WholeObjectInput extends ObjectInput {
  fields?: (Pick<FieldInput, 'label' | 'type'> & Partial<FieldInput>)[];
  pointedFrom?: { objectId: number; label: string }[];
}

/** A tab with its sections with their fields, in order. */
export interface TabLayout {
  id: number;
  sections: { id: number; fields: number[] }[];
}

/** Changes of objects, sections and fields. */
export const shapeCalls = (api: Api) => ({
  createObject: (input: WholeObjectInput) => api.post('/api/objects', input),
  arrangeObjects: (objects: readonly number[]) => api.put('/api/objects/order', { objects }),
  updateObject: (id: number, changes: Partial<ObjectInput>) => api.patch(`/api/objects/${id}`, changes),
  removeObject: (id: number) => api.delete(`/api/objects/${id}`),
  arrange: (objectId: number, tabs: readonly TabLayout[]) => api.put(`/api/objects/${objectId}/layout`, { tabs }),
  createSection: (objectId: number, name: string, tabId?: number) =>
    api.post(`/api/objects/${objectId}/sections`, { name, ...(tabId === undefined ? {} : { tabId }) }),
  renameSection: (objectId: number, id: number, name: string) => api.patch(`/api/objects/${objectId}/sections/${id}`, { name }),
  removeSection: (objectId: number, id: number) => api.delete(`/api/objects/${objectId}/sections/${id}`),
  createField: (objectId: number, input: FieldInput) => api.post(`/api/objects/${objectId}/fields`, input),
  updateField: (objectId: number, id: number, changes: Partial<Omit<FieldInput, 'parentObjectId'>>) =>
    api.patch(`/api/objects/${objectId}/fields/${id}`, changes),
  removeField: (objectId: number, id: number) => api.delete(`/api/objects/${objectId}/fields/${id}`),
});
