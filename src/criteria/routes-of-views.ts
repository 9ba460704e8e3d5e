import { route, type Route } from '../app/http.ts';
import { arrangeViews, chooseDefaultView } from './arrange-views.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { listViews } from './list-views.ts';
import { arrangeViewsSchema, createViewSchema, defaultViewSchema, updateViewSchema, viewParams, viewsQuery } from './schema.ts';
import { updateView } from './update-view.ts';

export const routesOfViews: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/views',
    access: 'user',
    summary: 'List the views of an object',
    query: viewsQuery,
    handle: ({ query, inAccount, viewer }) => inAccount((db) => listViews(db, viewer, query.object)),
  }),
  route({
    method: 'POST',
    path: '/api/views',
    access: 'user',
    summary: 'Make a view',
    body: createViewSchema,
    handle: ({ body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => ({ id: await createView(db, actor, { viewer, ids, view: body }) })),
  }),
  route({
    method: 'PUT',
    path: '/api/views/order',
    access: 'user',
    summary: 'Put views in another order',
    body: arrangeViewsSchema,
    handle: ({ body, inAccount, viewer }) => inAccount((db) => arrangeViews(db, viewer, body)),
  }),
  route({
    method: 'PUT',
    path: '/api/views/default',
    access: 'user',
    summary: 'Choose the view to begin with',
    body: defaultViewSchema,
    handle: ({ body, inAccount, viewer }) => inAccount((db) => chooseDefaultView(db, viewer, body)),
  }),
  route({
    method: 'PATCH',
    path: '/api/views/:id',
    access: 'user',
    summary: 'Change a view',
    params: viewParams,
    body: updateViewSchema,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => updateView(db, actor, { viewer, id: params.id, change: body })),
  }),
  route({
    method: 'DELETE',
    path: '/api/views/:id',
    access: 'user',
    summary: 'Delete a view',
    params: viewParams,
    handle: ({ params, inAccount, actor, viewer }) => inAccount((db) => deleteView(db, actor, { viewer, id: params.id })),
  }),
];
