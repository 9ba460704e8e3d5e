import { route, type Route } from '../../app/http.ts';
import { linkRecords } from '../relations/link-records.ts';
import { listRelated } from '../relations/list-related.ts';
import { linksBody, relatedQuery, relationParams } from '../schema.ts';

/** Records related with many others, and these with many of them. */
export const relationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/records/:object/:id/relations/:field',
    access: 'user',
    summary: 'List the records related by a field',
    params: relationParams,
    query: relatedQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount((db) => listRelated(db, viewer, { ...query, objectId: params.object, id: params.id, fieldId: params.field })),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/relations/:field',
    access: 'user',
    summary: 'Relate a record with others',
    params: relationParams,
    body: linksBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        const changed = await linkRecords(db, actor, { viewer, record, fieldId: params.field, relatedIds: body.ids, isRelated: true });
        return { changed };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/:id/relations/:field/remove',
    access: 'user',
    summary: 'Take relations of a record away',
    params: relationParams,
    body: linksBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        const changed = await linkRecords(db, actor, { viewer, record, fieldId: params.field, relatedIds: body.ids, isRelated: false });
        return { changed };
      }),
  }),
];
