import { RawReply, route, type Call, type Route } from '../app/http.ts';
import type { Export } from './export-records.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { importRoutes } from './routes/imports.ts';
import { sourceRoutes } from './routes/sources.ts';
import { exportBody, exportParams, exportQuery } from './schema.ts';
import { streamExport } from './stream-export.ts';

export const routes: readonly Route[] = [
  ...importRoutes,
  route({
    method: 'GET',
    path: '/api/records/:object/export.csv',
    scope: 'records:read',
    access: 'user',
    summary: 'Download records of an object as CSV',
    answers: { 200: 'text/csv' },
    params: exportParams,
    query: exportQuery,
    handle: async ({ params, query, ...call }) => csvReply(call, { ...query, columns: query.columns?.split(','), objectId: params.object }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/export.csv',
    scope: 'records:read',
    access: 'user',
    summary: 'Download many chosen records of an object as CSV',
    answers: { 200: 'text/csv' },
    params: exportParams,
    body: exportBody,
    handle: async ({ params, body, ...call }) => csvReply(call, { ...body, columns: body.columns?.split(','), objectId: params.object }),
  }),
  ...bulkRoutes,
  ...sourceRoutes,
];

async function csvReply({ inAccount, actor, viewer }: Pick<Call, 'inAccount' | 'actor' | 'viewer'>, asked: Export): Promise<RawReply> {
  const body = await streamExport(inAccount, actor, viewer, asked);
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="export.csv"' };
  return new RawReply(200, headers, body);
}
