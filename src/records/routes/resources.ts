import { route, type Route } from '../../app/http.ts';
import { discardRecord } from '../discard-record.ts';
import { editRecord } from '../edit-record.ts';
import { enterRecord } from '../enter-record.ts';
import { deleteRows } from '../rows/delete-rows.ts';
import { readResource } from '../rows/read-resource.ts';
import { refuseUnlessAll } from '../rows/row-result.ts';
import { upsertResource } from '../rows/upsert-resource.ts';
import { writeRows } from '../rows/write-rows.ts';
import {
  bulkDeleteBody,
  bulkRowsBody,
  changeResourceBody,
  newResourceBody,
  objectParams,
  resourceParams,
  resourceQuery,
  upsertBody,
} from '../schema.ts';

const ALL = '/api/objects/:object/records';
const ONE = `${ALL}/:id`;

/** Records as programs work with them: fields by their names, many in one call. Their lists are a matter of criteria. */
export const resourceRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: ALL,
    access: 'user',
    summary: 'Create a record, and read it',
    params: objectParams,
    body: newResourceBody,
    handle: ({ params, body: { fields, ...rest }, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        const id = await enterRecord(db, actor, { viewer, ids, entered: { ...rest, values: fields, objectId: params.object } });
        return readResource(db, viewer, { record: { objectId: params.object, id } });
      }),
  }),
  route({
    method: 'POST',
    path: `${ALL}/bulk`,
    access: 'user',
    summary: 'Create, change or upsert up to 1,000 records, with one result a row',
    params: objectParams,
    body: bulkRowsBody,
    handle: ({ params, body: { allOrNothing, ...asked }, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => {
        const results = await writeRows(db, actor, { ...asked, viewer, ids, objectId: params.object });
        if (allOrNothing) refuseUnlessAll(results);
        return { results };
      }),
  }),
  route({
    method: 'POST',
    path: `${ALL}/bulk-delete`,
    access: 'user',
    summary: 'Put up to 1,000 records into the bin, with one result each',
    params: objectParams,
    body: bulkDeleteBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const results = await deleteRows(db, actor, { viewer, objectId: params.object, recordIds: body.ids });
        if (body.allOrNothing) refuseUnlessAll(results);
        return { results };
      }),
  }),
  route({
    method: 'POST',
    path: `${ALL}/upsert`,
    access: 'user',
    summary: 'Change the record that has the value of a unique field, or create it',
    params: objectParams,
    body: upsertBody,
    handle: ({ params, body: { by, ...row }, inAccount, actor, viewer, ids }) =>
      inAccount((db) => upsertResource(db, actor, { viewer, ids, objectId: params.object, by, row })),
  }),
  route({
    method: 'GET',
    path: ONE,
    access: 'user',
    summary: 'Read a record with chosen fields',
    params: resourceParams,
    query: resourceQuery,
    handle: ({ params, query, inAccount, viewer }) =>
      inAccount((db) => readResource(db, viewer, { record: { objectId: params.object, id: params.id }, fields: query.fields })),
    version: ({ version }) => version,
  }),
  route({
    method: 'PATCH',
    path: ONE,
    access: 'user',
    summary: 'Change a record, and read it',
    params: resourceParams,
    body: changeResourceBody,
    ifMatch: true,
    handle: ({ params, body: { fields, ...rest }, versionMeant, inAccount, actor, viewer }) =>
      inAccount(async (db) => {
        const record = { objectId: params.object, id: params.id };
        await editRecord(db, actor, { viewer, edit: { ...rest, ...record, values: fields, versionMeant } });
        return readResource(db, viewer, { record });
      }),
  }),
  route({
    method: 'DELETE',
    path: ONE,
    access: 'user',
    summary: 'Put a record into the bin',
    params: resourceParams,
    ifMatch: true,
    handle: ({ params, versionMeant, inAccount, actor, viewer }) =>
      inAccount((db) => discardRecord(db, actor, { viewer, record: { objectId: params.object, id: params.id }, versionMeant })),
  }),
];
