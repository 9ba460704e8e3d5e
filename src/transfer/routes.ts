import { Readable } from 'node:stream';
import { RawReply, route, type Call, type Route } from '../app/http.ts';
import { invalid } from '../app/kernel/problem.ts';
import { objectShape } from '../records/index.ts';
import { changeReading } from './change-reading.ts';
import { discardImport } from './discard-import.ts';
import type { Export } from './export-records.ts';
import { mapImport } from './map-import.ts';
import { presentImport } from './present.ts';
import { previewImport } from './preview-import.ts';
import { receiveFile } from './receive-file.ts';
import { rejectsCsv } from './rejects-csv.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { resumeImport } from './resume-import.ts';
import { exportBody, exportParams, exportQuery, importParams, importsQuery, mappingSchema, readingSchema, startSchema, uploadQuery } from './schema.ts';
import { streamExport } from './stream-export.ts';
import { startImport } from './start-import.ts';
import { stopImport } from './stop-import.ts';
import { visibleImport, visibleImports } from './visible-import.ts';

const PAGE = 50;
const access = 'right:records.import' as const;

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/imports',
    access,
    summary: 'Upload a file to import',
    query: uploadQuery,
    upload: true,
    handle: async (call) => {
      const shape = await call.inAccount((db) => objectShape(db, call.query.object));
      for await (const part of call.request.parts()) {
        if (part.type !== 'file') continue;
        const id = await receiveFile(call.database, {
          accountId: call.accountId,
          objectId: shape.id,
          fileName: part.filename,
          userId: call.viewer.userId,
          bytes: part.file,
        }).finally(() => part.file.resume());
        return presentImport(await call.inAccount((db) => visibleImport(db, call.viewer, id)));
      }
      throw invalid('file', 'No file was sent. Choose a CSV file.', 'no_file');
    },
  }),
  route({
    method: 'GET',
    path: '/api/imports',
    access,
    summary: 'See imports',
    query: importsQuery,
    handle: (call) =>
      call.inAccount(async (db) => {
        const { imports, next } = await visibleImports(db, call.viewer, {
          objectId: call.query.object,
          before: call.query.before,
          limit: PAGE,
        });
        return { imports: imports.map(presentImport), next };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    access,
    summary: 'See an import',
    params: importParams,
    handle: (call) => call.inAccount(async (db) => presentImport(await visibleImport(db, call.viewer, call.params.id))),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/preview',
    access,
    summary: 'See the first rows of an import',
    params: importParams,
    handle: (call) => call.inAccount(async (db) => previewImport(db, call.viewer, await visibleImport(db, call.viewer, call.params.id))),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/reading',
    access,
    summary: 'Change how an import reads its file',
    params: importParams,
    body: readingSchema,
    handle: async (call) => {
      await call.inAccount((db) => visibleImport(db, call.viewer, call.params.id));
      await changeReading(call.database, call.accountId, call.params.id, call.body);
      return call.inAccount(async (db) => presentImport(await visibleImport(db, call.viewer, call.params.id)));
    },
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/mapping',
    access,
    summary: 'Map the columns of an import',
    params: importParams,
    body: mappingSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        await mapImport(db, call.viewer, call.params.id, call.body);
        return presentImport(await visibleImport(db, call.viewer, call.params.id));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/start',
    access,
    summary: 'Start an import',
    params: importParams,
    body: startSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        await startImport(db, call, call.params.id, call.body.permission);
        return presentImport(await visibleImport(db, call.viewer, call.params.id));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/stop',
    access,
    summary: 'Stop an import',
    params: importParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        await stopImport(db, call.actor, call.params.id);
        return presentImport(await visibleImport(db, call.viewer, call.params.id));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/resume',
    access,
    summary: 'Resume an import',
    params: importParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        await resumeImport(db, call.params.id);
        return presentImport(await visibleImport(db, call.viewer, call.params.id));
      }),
  }),
  route({
    method: 'DELETE',
    path: '/api/imports/:id',
    access,
    summary: 'Discard an import that has not begun',
    params: importParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        await discardImport(db, call.params.id);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id/rejects',
    access,
    summary: 'Download the rows an import did not take',
    params: importParams,
    handle: async (call) => {
      const imported = await call.inAccount((db) => visibleImport(db, call.viewer, call.params.id));
      const body = Readable.from(rejectsCsv(call.database, call.accountId, imported), { objectMode: false });
      return new RawReply(
        200,
        { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="rejects-${imported.id}.csv"` },
        body,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/export.csv',
    access: 'user',
    summary: 'Download records of an object as CSV',
    params: exportParams,
    query: exportQuery,
    handle: async ({ params, query, ...call }) => csvReply(call, { ...query, columns: query.columns?.split(','), objectId: params.object }),
  }),
  route({
    method: 'POST',
    path: '/api/records/:object/export.csv',
    access: 'user',
    summary: 'Download many chosen records of an object as CSV',
    params: exportParams,
    body: exportBody,
    handle: async ({ params, body, ...call }) => csvReply(call, { ...body, columns: body.columns?.split(','), objectId: params.object }),
  }),
  ...bulkRoutes,
];

async function csvReply({ inAccount, actor, viewer }: Pick<Call, 'inAccount' | 'actor' | 'viewer'>, asked: Export): Promise<RawReply> {
  const body = await streamExport(inAccount, actor, viewer, asked);
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="export.csv"' };
  return new RawReply(200, headers, body);
}
