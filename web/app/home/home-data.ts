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
        api.get('/api/records/0/count', undefined, signal).then(({ count }) => count, none),
        api.get('/api/groups', undefined, signal).then(({ groups: found }) => found.length, none),
        api.get('/api/automations', undefined, signal).then((found) => found.filter(({ status }) => status === 'published').length, none),
        api.get('/api/outbox', { limit: 1 }, signal).then(({ letters: found }) => found.length, none),
      ]);
      return { contacts, groups, automations, letters };
    },
  });

/** What somebody's role does not let them see counts as nothing. */
const none = (): number => 0;

export interface Changes {
  newContacts: number;
  changedContacts: number;
  newDeals: number;
  opened: number;
}

const DEAL = 149;

/** What happened in the last days. */
export const changesQuery = (accountId: number, days: number) =>
  queryOptions({
    queryKey: [accountId, 'home', 'changes', days],
    queryFn: async ({ signal }): Promise<Changes> => {
      const within = { operator: 'in_last', amount: days, unit: 'days' };
      const count = (criteria: unknown, objectId = 0): Promise<number> =>
        client(accountId)
          .get(`/api/records/${objectId}/count`, { criteria: JSON.stringify(criteria) }, signal)
          .then((reply) => reply.count, none);
      const [newContacts, changedContacts, newDeals, opened] = await Promise.all([
        count({ system: 'created', ...within }),
        count({ system: 'updated', ...within }),
        count({ system: 'created', ...within }, DEAL),
        count({ behaviour: 'email.opened', count: { operator: 'at_least', value: 1 }, within }),
      ]);
      return { newContacts, changedContacts, newDeals, opened };
    },
  });

export interface FailedLetter {
  id: number;
  recordName: string;
  subject: string | null;
  reason: string | null;
}

/** The last letters that could not be sent. */
export const failuresQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'home', 'failures'],
    queryFn: ({ signal }) =>
      client(accountId)
        .get('/api/outbox', { status: 'failed', limit: 5 }, signal)
        .then(({ letters }) => letters, empty),
  });

export interface RunningAutomation {
  id: number;
  name: string;
  status: string;
  standing: number;
  failed: number;
}

/** The published maps. */
export const automationsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'home', 'automations'],
    queryFn: ({ signal }) =>
      client(accountId)
        .get('/api/automations', undefined, signal)
        .then((found) => found.filter(({ status }) => status === 'published'), empty),
  });

const empty = (): never[] => [];
