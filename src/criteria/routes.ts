import { route, type Route } from '../app/http.ts';
import { createGroup } from './create-group.ts';
import { criteriaContext } from './criteria-context.ts';
import { deleteGroup } from './delete-group.ts';
import { favourGroup } from './favour-group.ts';
import { groupById } from './group-by-id.ts';
import { footOfList } from './foot-of-list.ts';
import { ladder } from './ladder.ts';
import { countRecords, guessRecords, listRecords } from './list-records.ts';
import { listGroups } from './list-groups.ts';
import { presentFound, presentTexts, presentGroup, presentPage } from './present.ts';
import { previewCriteria } from './preview-criteria.ts';
import { rangeOfList } from './range-of-list.ts';
import { routesOfResources } from './routes-of-resources.ts';
import { routesOfBoards } from './routes-of-boards.ts';
import { routesOfViews } from './routes-of-views.ts';
import {
  countQuery,
  createGroupSchema,
  favouriteSchema,
  footQuery,
  groupParams,
  groupsQuery,
  ladderQuery,
  listParams,
  listQuery,
  previewSchema,
  rangeQuery,
  searchQuery,
  updateGroupSchema,
} from './schema.ts';
import { searchRecords, searchTexts } from './search-records.ts';
import { updateGroup } from './update-group.ts';

/** So many notes, tasks or messages are shown among what a search found. */
const TEXTS_A_KIND = 5;

export const routes: readonly Route[] = [
  ...routesOfResources,
  ...routesOfViews,
  ...routesOfBoards,
  route({
    method: 'POST',
    path: '/api/criteria/preview',
    access: 'user',
    summary: 'Count the records that match criteria',
    body: previewSchema,
    handle: ({ body, inAccount, viewer }) => inAccount((db) => previewCriteria(db, viewer, body)),
  }),
  route({
    method: 'GET',
    path: '/api/groups',
    access: 'user',
    summary: 'List the groups',
    query: groupsQuery,
    handle: ({ query, inAccount, viewer }) => inAccount((db) => listGroups(db, viewer, query.object)),
  }),
  route({
    method: 'POST',
    path: '/api/groups',
    access: 'right:groups.manage',
    summary: 'Make groups',
    body: createGroupSchema,
    handle: ({ body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => ({ id: await createGroup(db, actor, { viewer, ids, group: body }) })),
  }),
  route({
    method: 'GET',
    path: '/api/groups/:id',
    access: 'user',
    summary: 'Read a group',
    params: groupParams,
    handle: ({ params, inAccount, viewer }) =>
      inAccount(async (db) => {
        const group = await groupById(db, viewer, params.id);
        return presentGroup(group, await criteriaContext(db, { objectId: group.object_id, viewer }));
      }),
    version: ({ version }) => version,
  }),
  route({
    method: 'PATCH',
    path: '/api/groups/:id',
    access: 'right:groups.manage',
    summary: 'Change groups',
    params: groupParams,
    body: updateGroupSchema,
    ifMatch: { body: 'version' },
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => updateGroup(db, actor, { viewer, id: params.id, change: body })),
  }),
  route({
    method: 'DELETE',
    path: '/api/groups/:id',
    access: 'right:groups.manage',
    summary: 'Delete groups',
    params: groupParams,
    ifMatch: true,
    handle: ({ params, versionMeant, inAccount, actor, viewer }) =>
      inAccount((db) => deleteGroup(db, actor, { viewer, id: params.id, versionMeant })),
  }),
  route({
    method: 'PUT',
    path: '/api/groups/:id/favourite',
    access: 'user',
    summary: 'Put a group among one’s favourites',
    params: groupParams,
    body: favouriteSchema,
    handle: ({ params, body, inAccount, viewer }) => inAccount((db) => favourGroup(db, viewer, { id: params.id, ...body })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object',
    access: 'user',
    scope: 'records:read',
    summary: 'List records of an object: those of a group, that match criteria, that have the words',
    params: listParams,
    query: listQuery,
    handle: ({ params, query: { columns, sort, cursor, skip, before, limit, ...which }, inAccount, viewer }) =>
      inAccount(async (db) => {
        const page = { sort, cursor, skip, before, limit, columns: columns?.fields, related: columns?.related };
        return presentPage(await listRecords(db, { objectId: params.object, viewer, ...which }, page));
      }),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/count',
    access: 'user',
    scope: 'records:read',
    summary: 'Count records of an object',
    params: listParams,
    query: countQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => ({ count: await countRecords(db, { objectId: params.object, viewer, ...query }) })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/about',
    access: 'user',
    scope: 'records:read',
    summary: 'Guess at once how many records there are',
    params: listParams,
    query: countQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount(async (db) => ({ about: await guessRecords(db, { objectId: params.object, viewer, ...query }) })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/ladder',
    access: 'user',
    scope: 'records:read',
    summary: 'Find places all along a list, and its exact length',
    params: listParams,
    query: ladderQuery,
    handle: ({ params, query: { sort, ...which }, inAccount, database, viewer }) =>
      ladder({ inAccount, database }, { objectId: params.object, viewer, ...which }, sort),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/range',
    access: 'user',
    scope: 'records:read',
    summary: 'Name all records of a list from one to another',
    params: listParams,
    query: rangeQuery,
    handle: ({ params, query: { sort, from, to, ...which }, inAccount, viewer }) =>
      inAccount(async (db) => ({ ids: await rangeOfList(db, { objectId: params.object, viewer, ...which }, { sort, from, to }) })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/foot',
    access: 'user',
    scope: 'records:read',
    summary: 'Sum up the columns of a list',
    params: listParams,
    query: footQuery,
    handle: ({ params, query: { foot, ...which }, inAccount, viewer }) =>
      inAccount(async (db) => ({ foot: await footOfList(db, { objectId: params.object, viewer, ...which }, foot) })),
  }),
  route({
    method: 'GET',
    path: '/api/search',
    access: 'user',
    summary: 'Search all records, notes, tasks and messages',
    query: searchQuery,
    handle: ({ query, inAccount, viewer }) =>
      inAccount(async (db) => ({
        found: (await searchRecords(db, viewer, { text: query.q, limit: query.limit })).map(presentFound),
        texts: presentTexts(await searchTexts(db, viewer, { text: query.q, limit: TEXTS_A_KIND })),
      })),
  }),
];
