import { route, type Route } from '../app/http.ts';
import { boardOfList } from './board-of-list.ts';
import { boardQuery, listParams } from './schema.ts';

export const routesOfBoards: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/records/:object/board',
    access: 'user',
    scope: 'records:read',
    summary: 'Count and sum up records by the options of a field',
    params: listParams,
    query: boardQuery,
    handle: ({ params, query: { field, sum, ...which }, inAccount, viewer }) =>
      inAccount(async (db) => ({ columns: await boardOfList(db, { objectId: params.object, viewer, ...which }, { field, sum }) })),
  }),
];
