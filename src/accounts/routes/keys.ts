import { route, type Route } from '../../app/http.ts';
import { knownScopes } from '../../app/scopes.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { revokeApiKey } from '../keys/revoke-api-key.ts';
import { rotateApiKey } from '../keys/rotate-api-key.ts';
import { presentApiKey } from '../present.ts';
import { apiKeyRows } from '../queries/api-keys.ts';
import { idParams, newApiKeySchema, rotateApiKeySchema } from '../schema.ts';
import { personal, refuseScoped } from './visit.ts';

const MANAGE = 'right:keys.manage';

export const keyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/scopes',
    access: 'user',
    summary: 'What keys and apps can be given',
    handle: async () => ({ scopes: knownScopes() }),
  }),
  route({
    method: 'GET',
    path: '/api/keys',
    access: MANAGE,
    summary: 'API keys',
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount(async (db) => (await apiKeyRows(db)).map((row) => presentApiKey(row, db.now)));
    },
  }),
  personal({
    method: 'POST',
    path: '/api/keys',
    access: MANAGE,
    summary: 'Make an API key',
    tellsSecret: true,
    body: newApiKeySchema,
    handle: (call) => call.inAccount((db) => createApiKey(db, call.actor, call.ids, { userId: call.viewer.userId, ...call.body })),
  }),
  route({
    method: 'POST',
    path: '/api/keys/:id/rotate',
    access: MANAGE,
    summary: 'Give an API key a new secret',
    tellsSecret: true,
    params: idParams,
    body: rotateApiKeySchema,
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount((db) => rotateApiKey(db, call.actor, { id: call.params.id, userId: call.viewer.userId, ...call.body }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/keys/:id',
    access: MANAGE,
    summary: 'Revoke an API key',
    params: idParams,
    handle: (call) => {
      refuseScoped(call);
      return call.inAccount((db) => revokeApiKey(db, call.actor, call.params.id));
    },
  }),
];
