import { route, type Route } from '../app/http.ts';
import { listResources } from './list-resources.ts';
import { listParams, resourcesBody, resourcesQuery } from './schema.ts';

const ALL = '/api/objects/:object/records';

/** Lists of records as programs read them. */
export const routesOfResources: readonly Route[] = [
  route({
    method: 'GET',
    path: ALL,
    access: 'user',
    scope: 'records:read',
    summary: 'List records with chosen fields: those of a group, that match criteria, that have the words',
    params: listParams,
    query: resourcesQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount((db) => listResources(db, { viewer, objectId: params.object, asked: query })),
  }),
  route({
    method: 'POST',
    path: `${ALL}/query`,
    access: 'user',
    scope: 'records:read',
    summary: 'List records by criteria in the body',
    reads: true,
    params: listParams,
    body: resourcesBody,
    handle: ({ params, body, inAccount, viewer }) => inAccount((db) => listResources(db, { viewer, objectId: params.object, asked: body })),
  }),
];
