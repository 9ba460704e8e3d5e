import { queryOptions } from '@tanstack/react-query';
import type { AccountChanges, Exceptions, InviteUser, Rights, RoleInput, UpdateUser } from '../../src/accounts/schema.ts';
import { type Api, api, client } from '../app/api.ts';

export interface User {
  id: number;
  name: string;
  email: string;
  roleId: number;
  roleName: string;
  isOwner: boolean;
  exceptions: Exceptions | null;
  joinedAt: string;
  leftAt: string | null;
}

export interface InvitationSent {
  id: number;
  email: string;
  name: string;
  roleId: number;
  roleName: string;
  invitedAt: string;
  expiresAt: string;
}

export interface Role {
  id: number;
  name: string;
  isOwner: boolean;
  managerRoleId: number | null;
  rights: Rights;
  userCount: number;
}

export interface OpenSession {
  id: string;
  isCurrent: boolean;
  startedAt: string;
  lastSeenAt: string;
  ipAddress: string;
  userAgent: string;
}

const list = <Row>(accountId: number, name: string, path: string) =>
  queryOptions({ queryKey: [accountId, name], queryFn: ({ signal }) => client(accountId).get<Row[]>(path, undefined, signal) });

export const usersQuery = (accountId: number) => list<User>(accountId, 'users', '/api/users');
export const invitationsQuery = (accountId: number) => list<InvitationSent>(accountId, 'invitations', '/api/invitations');
export const rolesQuery = (accountId: number) => list<Role>(accountId, 'roles', '/api/roles');
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => api.get<OpenSession[]>('/api/identity/sessions', undefined, signal),
});

export const endSession = (id: string) => api.delete(`/api/identity/sessions/${id}`);
export const endOtherSessions = () => api.post<{ ended: number }>('/api/identity/sessions/end-others');
export const changePassword = (values: { currentPassword: string; password: string }) => api.post('/api/identity/password', values);

/** What may be changed in an account's own affairs. */
export const accountCalls = (call: Api) => ({
  saveAccount: (changes: AccountChanges) => call.patch('/api/account', changes),
  inviteUser: (input: InviteUser) => call.post('/api/invitations', input),
  withdrawInvitation: (id: number) => call.delete(`/api/invitations/${id}`),
  updateUser: (id: number, changes: UpdateUser) => call.patch(`/api/users/${id}`, changes),
  removeUser: (id: number, reassignTo: number) => call.delete(`/api/users/${id}`, { reassignTo }),
  createRole: (input: RoleInput) => call.post<{ id: number }>('/api/roles', input),
  updateRole: (id: number, changes: Partial<RoleInput>) => call.patch(`/api/roles/${id}`, changes),
  removeRole: (id: number) => call.delete(`/api/roles/${id}`),
});
