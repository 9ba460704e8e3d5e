import { queryOptions } from '@tanstack/react-query';
import { client } from '../api.ts';

/** What Home asks of the rest of the product: only how far somebody has come, and what needs them. */
export interface Progress {
  contacts: number;
  groups: number;
  /** Published ones. */
  automations: number;
  letters: number;
}

export const progressQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'home', 'progress'],
    queryFn: async ({ signal }): Promise<Progress> => {
      const api = client(accountId);
      const [contacts, groups, automations, letters] = await Promise.all([
        api.get<{ count: number }>('/api/records/0/count', undefined, signal).then(({ count }) => count, none),
        api.get<{ groups: unknown[] }>('/api/groups', undefined, signal).then(({ groups: found }) => found.length, none),
        api
          .get<{ status: string }[]>('/api/automations', undefined, signal)
          .then((found) => found.filter(({ status }) => status === 'published').length, none),
        api.get<{ letters: unknown[] }>('/api/outbox', { limit: 1 }, signal).then(({ letters: found }) => found.length, none),
      ]);
      return { contacts, groups, automations, letters };
    },
  });

/** What somebody's role does not let them see counts as nothing. */
const none = (): number => 0;

export interface Changes {
  newContacts: number;
  opened: number;
  failedLetters: FailedLetter[];
  automations: RunningAutomation[];
}

export interface FailedLetter {
  id: number;
  recordName: string;
  subject: string | null;
  reason: string | null;
}

export interface RunningAutomation {
  id: number;
  name: string;
  status: string;
  standing: number;
  failed: number;
}

const WEEK = { operator: 'in_last', amount: 7, unit: 'days' };

/** What happened in the last week, what runs, and what went wrong. */
export const changesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'home', 'changes'],
    queryFn: async ({ signal }): Promise<Changes> => {
      const api = client(accountId);
      const count = (criteria: unknown): Promise<number> =>
        api
          .get<{ count: number }>('/api/records/0/count', { criteria: JSON.stringify(criteria) }, signal)
          .then((reply) => reply.count, none);
      const [newContacts, opened, failedLetters, automations] = await Promise.all([
        count({ system: 'created', ...WEEK }),
        count({ behaviour: 'email.opened', count: { operator: 'at_least', value: 1 }, within: WEEK }),
        api.get<{ letters: FailedLetter[] }>('/api/outbox', { status: 'failed', limit: 5 }, signal).then(({ letters }) => letters, empty),
        api
          .get<RunningAutomation[]>('/api/automations', undefined, signal)
          .then((found) => found.filter(({ status }) => status === 'published'), empty),
      ]);
      return { newContacts, opened, failedLetters, automations };
    },
  });

const empty = (): never[] => [];
