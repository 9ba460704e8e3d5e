import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  DueSettings,
  FormField,
  OutcomeAction,
  ReminderSettings,
  TaskAssignee,
  TaskTab,
} from '../../src/records/rules/task-shapes.ts';
import type { Value } from '../../src/records/schema.ts';
import { type Api, client } from '../app/api.ts';
import type { LedgerEvent, Task } from './data.ts';

/** A task with what may come of it, what completing it asks for, and what happened to it. */
export interface ShownTask extends Task {
  outcomes: { id: number; label: string; steps: number }[];
  form: { fieldId: number; required: boolean; value: Value }[];
  version: number | null;
  history: LedgerEvent[];
}

export interface TaskFilter {
  tab: TaskTab;
  of: string;
  outcome: string;
}

interface Count {
  count: number;
  more: boolean;
}

export interface TaskCounts {
  tabs: Record<TaskTab, Count>;
  roles: Count;
  outcomes: { outcome: string; count: number }[];
}

export interface TaskTemplate {
  id: number;
  objectId: number;
  name: string;
  subject: string;
  body: string;
  assignee: TaskAssignee;
  due: DueSettings | null;
  reminders: ReminderSettings[];
  outcomes: { id?: number; label: string; actions?: OutcomeAction[] }[];
  fields: FormField[];
}

const PAGE = 100;

/** The zone whose days part the tasks: the one of whoever looks. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const taskListQuery = (accountId: number, { tab, of, outcome }: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: [accountId, 'tasks', 'list', tab, of, outcome],
    queryFn: ({ pageParam, signal }) =>
      client(accountId).get('/api/tasks', { tab, of, outcome: outcome || null, zone: ZONE, cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
  });

export const taskCountsQuery = (accountId: number, of: string) =>
  queryOptions({
    queryKey: [accountId, 'tasks', 'counts', of],
    queryFn: ({ signal }) => client(accountId).get('/api/tasks/counts', { zone: ZONE, of }, signal),
  });

export const taskQuery = (accountId: number, id: number) =>
  queryOptions({
    queryKey: [accountId, 'tasks', 'one', id],
    queryFn: ({ signal }) => client(accountId).get(`/api/tasks/${id}`, undefined, signal),
  });

export const templatesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'task-templates'],
    queryFn: ({ signal }) => client(accountId).get('/api/task-templates', undefined, signal),
    staleTime: 30_000,
  });

export const stepKindsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'task-templates', 'steps'],
    queryFn: async ({ signal }) => (await client(accountId).get('/api/task-templates/steps', undefined, signal)).steps,
    staleTime: 300_000,
  });

export const templateCalls = (api: Api) => ({
  create: (template: Omit<TaskTemplate, 'id'>) => api.post('/api/task-templates', template),
  update: (id: number, template: Omit<TaskTemplate, 'id'>) => api.put(`/api/task-templates/${id}`, template),
  remove: (id: number) => api.delete(`/api/task-templates/${id}`),
});
