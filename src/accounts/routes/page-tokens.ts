import { route, type Route } from '../../app/http.ts';
import { changePageToken, createPageToken, revokePageToken } from '../keys/page-tokens.ts';
import { presentPageToken } from '../present.ts';
import { pageTokenRows } from '../queries/page-tokens.ts';
import { idParams, newPageTokenSchema, pageTokenChangesSchema } from '../schema.ts';
import { personal } from './visit.ts';

const MANAGE = 'right:keys.manage';

export const pageTokenRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/page-tokens',
    access: MANAGE,
    summary: 'Publishable tokens',
    handle: (call) => call.inAccount(async (db) => (await pageTokenRows(db)).map(presentPageToken)),
  }),
  personal({
    method: 'POST',
    path: '/api/page-tokens',
    access: MANAGE,
    summary: 'Make a publishable token',
    body: newPageTokenSchema,
    handle: (call) => call.inAccount((db) => createPageToken(db, call.actor, call.ids, { userId: call.viewer.userId, ...call.body })),
  }),
  personal({
    method: 'PATCH',
    path: '/api/page-tokens/:id',
    access: MANAGE,
    summary: 'Change a publishable token',
    params: idParams,
    body: pageTokenChangesSchema,
    handle: (call) => call.inAccount((db) => changePageToken(db, call.actor, call.params.id, call.body)),
  }),
  personal({
    method: 'DELETE',
    path: '/api/page-tokens/:id',
    access: MANAGE,
    summary: 'Revoke a publishable token',
    params: idParams,
    handle: (call) => call.inAccount((db) => revokePageToken(db, call.actor, call.params.id)),
  }),
];
