import { route, type Call, type Route } from '../../app/http.ts';
import { notAllowed, notFound } from '../../app/kernel/problem.ts';
import { accountSettings } from '../account-settings.ts';
import { addAccount } from '../add-account.ts';
import { createRole } from '../create-role.ts';
import { deleteRole } from '../delete-role.ts';
import { goLive } from '../go-live.ts';
import { inviteUser } from '../invite-user.ts';
import { moveClock } from '../move-clock.ts';
import { practise } from '../practise.ts';
import {
  presentAccount,
  presentColleague,
  presentInvitation,
  presentRole,
  presentUser,
  type PresentedColleague,
  type PresentedUser,
} from '../present.ts';
import { clockOffset } from '../queries/accounts.ts';
import { openInvitations } from '../queries/invitations.ts';
import { roleRows } from '../queries/roles.ts';
import { userRow, userRows } from '../queries/users.ts';
import { removeUser } from '../remove-user.ts';
import {
  accountChangesSchema,
  idParams,
  inviteUserSchema,
  moveClockSchema,
  newAccountSchema,
  removeUserSchema,
  roleChangesSchema,
  roleSchema,
  updateUserSchema,
} from '../schema.ts';
import { updateAccount } from '../update-account.ts';
import { updateRole } from '../update-role.ts';
import { updateUser } from '../update-user.ts';
import { withdrawInvitation } from '../withdraw-invitation.ts';
import { personal, refuseScoped, visitOf } from './visit.ts';

export const accountRoutes: readonly Route[] = [
  personal({
    method: 'POST',
    path: '/api/accounts',
    access: 'signed-in',
    summary: 'Make a further account',
    body: newAccountSchema,
    handle: async (call) => ({ accountId: await addAccount(call.database, visitOf(call), call.identity, call.body) }),
  }),
  route({
    method: 'GET',
    path: '/api/account',
    access: 'user',
    summary: 'The account, its time, and what one may do in it',
    handle: (call) =>
      call.inAccount(async (db) => {
        const user = await userRow(db, call.viewer.userId);
        if (!user) throw notFound('user');
        const settings = await accountSettings(db);
        return presentAccount({ id: db.accountId, settings, now: db.now, clockOffsetMs: await clockOffset(db), user, viewer: call.viewer });
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/account',
    access: 'right:settings.manage',
    summary: 'Change the account’s settings',
    body: accountChangesSchema,
    handle: (call) => call.inAccount((db) => updateAccount(db, call.actor, call.body)),
  }),
  route({
    method: 'POST',
    path: '/api/account/go-live',
    access: 'right:account.golive',
    summary: 'Let what the account sends leave',
    handle: (call) => call.inAccount((db) => goLive(db, call.actor)),
  }),
  route({
    method: 'POST',
    path: '/api/account/practise',
    access: 'right:account.golive',
    summary: 'Capture what the account sends',
    handle: (call) => call.inAccount((db) => practise(db, call.actor)),
  }),
  route({
    method: 'POST',
    path: '/api/clock',
    access: 'right:settings.manage',
    summary: 'Move the sandbox’s clock',
    body: moveClockSchema,
    handle: (call) => call.inAccount(async (db) => ({ now: await moveClock(db, call.actor, call.body) })),
  }),
  route({
    method: 'GET',
    path: '/api/users',
    access: 'user',
    summary: 'The people of the account',
    handle: (call) =>
      call.inAccount(async (db): Promise<(PresentedUser | PresentedColleague)[]> => {
        const rows = await userRows(db);
        return call.viewer.can('users.manage') ? rows.map(presentUser) : rows.map(presentColleague);
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/users/:id',
    access: 'user',
    summary: 'Change a user',
    params: idParams,
    body: updateUserSchema,
    handle: (call) => {
      const renamesSelf = call.params.id === call.viewer.userId && call.body.roleId === undefined && call.body.exceptions === undefined;
      if (!renamesSelf) {
        refuseScoped(call);
        requireRight(call, 'users.manage', 'change users');
      }
      return call.inAccount(async (db) => presentUser(await updateUser(db, call.actor, call.viewer, call.params.id, call.body)));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/users/:id',
    access: 'right:users.manage',
    summary: 'Take a user’s seat away',
    params: idParams,
    body: removeUserSchema,
    handle: (call) => call.inAccount((db) => removeUser(db, call.actor, call.viewer, call.params.id, call.body.reassignTo)),
  }),
  route({
    method: 'GET',
    path: '/api/invitations',
    access: 'right:users.manage',
    summary: 'Invitations that are open',
    handle: (call) => call.inAccount(async (db) => (await openInvitations(db)).map(presentInvitation)),
  }),
  route({
    method: 'POST',
    path: '/api/invitations',
    access: 'right:users.manage',
    summary: 'Invite somebody',
    body: inviteUserSchema,
    handle: async (call) => {
      refuseScoped(call);
      return { id: await inviteUser(call.database, call, call.body) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    access: 'right:users.manage',
    summary: 'Withdraw an invitation',
    params: idParams,
    handle: (call) => call.inAccount((db) => withdrawInvitation(db, call.actor, call.params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/roles',
    access: 'user',
    summary: 'The roles of the account',
    handle: (call) => {
      if (!call.viewer.can('users.manage')) requireRight(call, 'roles.manage', 'see roles');
      return call.inAccount(async (db) => (await roleRows(db)).map(presentRole));
    },
  }),
  route({
    method: 'POST',
    path: '/api/roles',
    access: 'right:roles.manage',
    summary: 'Make a role',
    body: roleSchema,
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount(async (db) => ({ id: await createRole(db, call, call.body) }));
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/roles/:id',
    access: 'right:roles.manage',
    summary: 'Change a role',
    params: idParams,
    body: roleChangesSchema,
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount((db) => updateRole(db, call.actor, call.viewer, call.params.id, call.body));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/roles/:id',
    access: 'right:roles.manage',
    summary: 'Delete a role',
    params: idParams,
    handle: (call) => call.inAccount((db) => deleteRole(db, call.actor, call.viewer, call.params.id)),
  }),
];

function requireRight({ viewer }: Pick<Call, 'viewer'>, right: string, what: string): void {
  if (!viewer.can(right)) throw notAllowed(what);
}
