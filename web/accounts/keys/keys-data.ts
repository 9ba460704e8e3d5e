import { queryOptions } from '@tanstack/react-query';
import type { AppChanges, Authorization, Consent, NewApp, NewPageToken, PageTokenChanges } from '../../../src/accounts/schema.ts';
import { type Api, api, client } from '../../app/api.ts';

export interface ApiKey {
  id: number;
  name: string;
  appId: string;
  userId: number;
  userName: string;
  /** Null for all that its user may. */
  scopes: string[] | null;
  isTest: boolean;
  state: 'works' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  oldKeyUntil: string | null;
  exposedAt: string | null;
}

export interface PageToken {
  id: number;
  name: string;
  token: string;
  origins: string[];
  createdAt: string;
  lastUsedAt: string | null;
}

export interface ConnectedApp {
  id: number;
  app: { name: string; homePage: string | null };
  userId: number;
  userName: string;
  scopes: string[];
  connectedAt: string;
  lastUsedAt: string | null;
}

export interface OwnApp {
  clientId: string;
  name: string;
  homePage: string | null;
  redirectUris: string[];
  isConfidential: boolean;
  createdAt: string;
}

/** What an app asks a person for. */
export interface Asking {
  app: { name: string; homePage: string | null; registeredItself: boolean };
  sentTo: string;
  scopes: string[];
}

const list = <Row>(accountId: number, name: string, path: string) =>
  queryOptions({ queryKey: [accountId, name], queryFn: ({ signal }) => client(accountId).get<Row[]>(path, undefined, signal) });

export const keysQuery = (accountId: number) => list<ApiKey>(accountId, 'keys', '/api/keys');
export const pageTokensQuery = (accountId: number) => list<PageToken>(accountId, 'page-tokens', '/api/page-tokens');
export const connectedAppsQuery = (accountId: number) => list<ConnectedApp>(accountId, 'connected-apps', '/api/connected-apps');
export const ownAppsQuery = (accountId: number) => list<OwnApp>(accountId, 'apps', '/api/apps');
export const scopesQuery = (accountId: number) =>
  queryOptions({
    queryKey: [accountId, 'scopes'],
    queryFn: async ({ signal }) => (await client(accountId).get<{ scopes: string[] }>('/api/scopes', undefined, signal)).scopes,
    staleTime: 600_000,
  });
export const askingQuery = (request: Authorization) =>
  queryOptions({
    queryKey: ['oauth', request],
    queryFn: ({ signal }) => api.get<Asking>('/api/oauth/request', request as Record<string, string>, signal),
    retry: false,
  });

export interface MadeKey {
  id: number;
  appId: string;
  key: string;
}

export const answerConsent = (consent: Consent) => api.post<{ redirectTo: string }>('/api/oauth/consent', consent);

export const keyCalls = (call: Api) => ({
  make: (key: { name: string; scopes: string[] | null; expiresAt: string | null }) => call.post<MadeKey>('/api/keys', key),
  renew: (id: number, keepOldForHours: number) =>
    call.post<{ key: string; oldKeyUntil: string | null }>(`/api/keys/${id}/rotate`, { keepOldForHours }),
  revoke: (id: number) => call.delete(`/api/keys/${id}`),
  makePageToken: (token: NewPageToken) => call.post<{ id: number; token: string }>('/api/page-tokens', token),
  changePageToken: (id: number, changes: PageTokenChanges) => call.patch(`/api/page-tokens/${id}`, changes),
  revokePageToken: (id: number) => call.delete(`/api/page-tokens/${id}`),
  disconnect: (id: number) => call.delete(`/api/connected-apps/${id}`),
  registerApp: (app: NewApp) => call.post<{ clientId: string; secret: string | null }>('/api/apps', app),
  changeApp: (clientId: string, changes: AppChanges) => call.patch<OwnApp>(`/api/apps/${clientId}`, changes),
  renewAppSecret: (clientId: string) => call.post<{ secret: string }>(`/api/apps/${clientId}/secret`),
  removeApp: (clientId: string) => call.delete(`/api/apps/${clientId}`),
});
