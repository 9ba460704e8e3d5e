import { route, type Call, type Route } from '../../app/http.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { answerConsent } from '../oauth/answer-consent.ts';
import { changeApp, removeApp, renewAppSecret } from '../oauth/change-app.ts';
import { endGrant } from '../oauth/end-grant.ts';
import { readAuthorization } from '../oauth/read-authorization.ts';
import { registerApp } from '../oauth/register-app.ts';
import { presentApp, presentAsking, presentGrant } from '../present.ts';
import { appRows } from '../queries/apps.ts';
import { grantRows, lockedGrant } from '../queries/grants.ts';
import { appChangesSchema, authorizationSchema, clientIdParams, consentSchema, idParams, newAppSchema } from '../schema.ts';
import { personal, refuseScoped } from './visit.ts';

const MANAGE = 'right:keys.manage';

const seesAll = ({ viewer }: Pick<Call, 'viewer'>): boolean => viewer.isOwner || viewer.can('keys.manage');

/** Which apps people let in, and which apps they wrote themselves. */
export const appRoutes: readonly Route[] = [
  personal({
    method: 'GET',
    path: '/api/oauth/request',
    access: 'signed-in',
    summary: 'What an app asks a person for',
    query: authorizationSchema,
    handle: async ({ database, query }) => presentAsking(await readAuthorization(database, query)),
  }),
  personal({
    method: 'POST',
    path: '/api/oauth/consent',
    access: 'signed-in',
    summary: 'Allow an app what it asks for, or refuse it',
    tellsSecret: true,
    body: consentSchema,
    handle: ({ database, identity, body }) => answerConsent(database, identity, body),
  }),
  route({
    method: 'GET',
    path: '/api/connected-apps',
    access: 'user',
    summary: 'Apps that people let in: one’s own, and everybody’s for who manages keys',
    handle: (call) => call.inAccount(async (db) => (await grantRows(db, seesAll(call) ? undefined : call.viewer.userId)).map(presentGrant)),
  }),
  route({
    method: 'DELETE',
    path: '/api/connected-apps/:id',
    access: 'user',
    summary: 'End what an app was allowed',
    params: idParams,
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount(async (db) => {
        const grant = await lockedGrant(db, call.params.id);
        if (!grant || (grant.user_id !== call.viewer.userId && !seesAll(call))) throw notFound('connected app');
        await endGrant(db, call.actor, { id: grant.id, userId: grant.user_id, why: 'user' });
      });
    },
  }),
  route({
    method: 'GET',
    path: '/api/apps',
    access: MANAGE,
    summary: 'Apps that this account registered',
    handle: (call) => call.inAccount(async (db) => (await appRows(db)).map(presentApp)),
  }),
  personal({
    method: 'POST',
    path: '/api/apps',
    access: MANAGE,
    summary: 'Register an app',
    tellsSecret: true,
    body: newAppSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        const { clientId, secret = null } = await registerApp(db, call.actor, call.body);
        return { clientId, secret };
      }),
  }),
  personal({
    method: 'PATCH',
    path: '/api/apps/:clientId',
    access: MANAGE,
    summary: 'Change an app',
    params: clientIdParams,
    body: appChangesSchema,
    handle: (call) => call.inAccount(async (db) => presentApp(await changeApp(db, call.actor, call.params.clientId, call.body))),
  }),
  personal({
    method: 'POST',
    path: '/api/apps/:clientId/secret',
    access: MANAGE,
    summary: 'Give an app a new secret',
    tellsSecret: true,
    params: clientIdParams,
    handle: (call) => call.inAccount(async (db) => ({ secret: await renewAppSecret(db, call.actor, call.params.clientId) })),
  }),
  personal({
    method: 'DELETE',
    path: '/api/apps/:clientId',
    access: MANAGE,
    summary: 'Take an app away',
    params: clientIdParams,
    handle: (call) => call.inAccount((db) => removeApp(db, call.actor, call.params.clientId)),
  }),
];
