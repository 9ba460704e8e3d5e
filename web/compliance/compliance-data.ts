import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/api.ts';

export const topicsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'topics'],
    queryFn: ({ signal }) => client(accountId).get('/api/topics', undefined, signal),
  });

export const permissionSettingsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'permission-settings'],
    queryFn: ({ signal }) => client(accountId).get('/api/permission-settings', undefined, signal),
  });

export const standingQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'sending', 'standing'],
    queryFn: ({ signal }) => client(accountId).get('/api/sending', undefined, signal),
  });

export const suppressionsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'suppressions'],
    queryFn: ({ signal }) => client(accountId).get('/api/suppressions', undefined, signal),
  });

export const importReviewsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'import-reviews'],
    queryFn: ({ signal }) => client(accountId).get('/api/import-reviews', undefined, signal),
  });

export const standingsQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'abuse', 'standings'],
    queryFn: ({ signal }) => client(accountId).get('/api/operator/abuse/standings', undefined, signal),
  });

export const casesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'abuse', 'cases'],
    queryFn: ({ signal }) => client(accountId).get('/api/operator/abuse/cases', undefined, signal),
  });
