import { queryOptions } from '@tanstack/react-query';
import type { AutomationMap } from '../../../src/automations/schema.ts';
import type { Block } from '../../../src/documents/schema.ts';
import { type Api, client } from '../../app/api.ts';
import type { ImportChoices } from '../../../src/automations/rules/portable.ts';

export const JOBS = ['newcomers', 'sales', 'orders', 'care', 'quiet'] as const;

/** A ready map as it is offered. */
export interface TemplateLine {
  key: string;
  job: (typeof JOBS)[number];
  name: string;
  summary: string;
  needs: string[];
  tells: { name: string; when: string }[];
  steps: number;
  messages: string[];
}

/** A letter of a ready map. */
export interface TemplateLetter {
  name: string;
  purpose: 'bulk' | 'transactional';
  subject: string;
  preheader: string;
  body: { kind: 'plain'; text: string } | { kind: 'blocks'; blocks: Block[] };
}

interface NamedThing {
  name?: string;
  label?: string;
  type?: string;
}

/** A ready map with all that is in it; its things are numbered within it. */
export interface Template extends TemplateLine {
  map: AutomationMap;
  things: Record<string, Record<string, NamedThing>>;
  letters: TemplateLetter[];
}

export interface Sender {
  fromName: string;
  replyTo: string;
}

export const templatesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'templates'],
    queryFn: ({ signal }) => client(accountId).get('/api/automations/templates', undefined, signal),
    staleTime: Infinity,
  });

export const templateQuery = (accountId: number, key: string) =>
  queryOptions({
    queryKey: [accountId, 'templates', key],
    queryFn: ({ signal }) => client(accountId).get<Template>(`/api/automations/templates/${key}`, undefined, signal),
    staleTime: Infinity,
  });

/** What would be made, here and now, as far as it has been chosen. */
export const templatePlanQuery = (accountId: number, key: string, choices: ImportChoices) =>
  queryOptions({
    queryKey: [accountId, 'automations', 'template-plan', key, choices],
    queryFn: ({ signal }) => client(accountId).post(`/api/automations/templates/${key}/preview`, { choices }, signal),
    placeholderData: (before) => before,
    gcTime: 0,
  });

export const templateCalls = (api: Api) => ({
  make: (key: string, chosen: { choices: ImportChoices; sender: Sender }) => api.post(`/api/automations/templates/${key}`, chosen),
  undo: (id: number) => api.post(`/api/automations/${id}/undo-template`),
});
