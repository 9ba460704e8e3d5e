import { route, type Route } from '../app/http.ts';
import { presentRouter, presentTried } from './present.ts';
import { allRouters } from './queries/routers.ts';
import { createRouter } from './routing/create-router.ts';
import { deleteRouter } from './routing/delete-router.ts';
import { listWaiting } from './routing/list-waiting.ts';
import { loadRouter } from './routing/load-router.ts';
import { tryRouter } from './routing/try-router.ts';
import { settingsOf, updateRouter } from './routing/update-router.ts';
import { leadParams, newRouterBody, routerBody, tryRouterBody } from './schema.ts';

const MANAGE = 'right:leads.manage';

export const routesOfRouters: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/lead-routers',
    access: 'user',
    summary: 'Every lead router with its users and how many records wait for them',
    handle: async ({ inAccount }) =>
      inAccount(async (db) => {
        const presented = [];
        for (const router of await allRouters(db)) presented.push(presentRouter(router, await settingsOf(db, router), router.waiting));
        return presented;
      }),
  }),
  route({
    method: 'POST',
    path: '/api/lead-routers',
    access: MANAGE,
    summary: 'Make a lead router',
    body: newRouterBody,
    handle: async ({ inAccount, actor, ids, body }) =>
      inAccount(async (db) => {
        const router = await createRouter(db, actor, ids, body);
        return presentRouter(router, await settingsOf(db, router), 0);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/lead-routers/try',
    access: MANAGE,
    summary: 'How a router as it is being edited stands, and who would get the next ten records',
    body: tryRouterBody,
    handle: async ({ inAccount, body }) => presentTried(await inAccount((db) => tryRouter(db, body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/lead-routers/:id',
    access: MANAGE,
    summary: 'Change a lead router; turns go on where they were',
    params: leadParams,
    body: routerBody,
    handle: async ({ inAccount, actor, params, body }) =>
      inAccount(async (db) => {
        const router = await updateRouter(db, actor, params.id, body);
        const { waiting } = (await allRouters(db)).find(({ id }) => id === router.id)!;
        return presentRouter(router, await settingsOf(db, router), waiting);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/lead-routers/:id',
    access: MANAGE,
    summary: 'Delete a lead router; records that wait for it stay as they are',
    params: leadParams,
    handle: async ({ inAccount, actor, params }) => inAccount((db) => deleteRouter(db, actor, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/lead-routers/:id/waiting',
    access: 'user',
    summary: 'Who waits for a router, of those the caller may see, the longest first',
    params: leadParams,
    handle: async ({ inAccount, viewer, params }) =>
      inAccount(async (db) => {
        const router = await loadRouter(db, params.id);
        const waiting = await listWaiting(db, viewer, router);
        return waiting.map(({ record_id, name, since }) => ({ recordId: record_id, name, since: since.toISOString() }));
      }),
  }),
];
