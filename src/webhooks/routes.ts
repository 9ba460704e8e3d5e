import { route, type Route } from '../app/http.ts';
import { listWebhooks } from './list-webhooks.ts';
import { repeatWebhook } from './repeat-webhook.ts';
import { rotateSecret } from './rotate-secret.ts';
import { webhookParams, webhooksQuery } from './schema.ts';
import { secretState } from './secret-state.ts';
import { showWebhook } from './show-webhook.ts';
import { routesOfSubscriptions } from './subscriptions/routes-of-subscriptions.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/webhooks',
    access: 'right:outbox.view',
    summary: 'List webhooks sent, waiting, failed and captured',
    query: webhooksQuery,
    handle: ({ inAccount, query, viewer }) => inAccount((db) => listWebhooks(db, viewer, query)),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/secret',
    access: 'right:settings.manage',
    summary: 'Say whether webhooks are signed, and since when',
    handle: ({ inAccount }) => inAccount((db) => secretState(db)),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/secret',
    access: 'right:settings.manage',
    summary: 'Make a new secret to sign webhooks with, shown this once',
    tellsSecret: true,
    perMinute: 10,
    handle: ({ inAccount, actor, database, ids }) =>
      inAccount(async (db) => ({ secret: await rotateSecret(db, actor, database, ids), ...(await secretState(db)) })),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/:id',
    access: 'right:outbox.view',
    summary: 'Show a webhook with its request and answer',
    params: webhookParams,
    handle: ({ inAccount, actor, params, viewer }) => inAccount((db) => showWebhook(db, actor, viewer, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/repeat',
    access: 'right:settings.manage',
    summary: 'Send a webhook again',
    params: webhookParams,
    perMinute: 60,
    handle: ({ inAccount, actor, params, viewer, ids }) =>
      inAccount(async (db) => ({ id: await repeatWebhook(db, actor, { viewer, ids, id: params.id }) })),
  }),
  ...routesOfSubscriptions,
];
