import { Readable } from 'node:stream';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { objectShape } from '../../records/index.ts';
import { presentRun } from '../bulk/present-run.ts';
import { changeObject } from '../change-object.ts';
import { changeReading } from '../change-reading.ts';
import { countFile } from '../count-file.ts';
import { discardImport } from '../discard-import.ts';
import { mapImport } from '../map-import.ts';
import { presentImport } from '../present.ts';
import { previewImport } from '../preview-import.ts';
import { receiveFile } from '../receive-file.ts';
import { rehearseImport } from '../rehearse-import.ts';
import { rejectsCsv } from '../rejects-csv.ts';
import { resumeImport } from '../resume-import.ts';
import {
  importParams,
  importsQuery,
  mappingSchema,
  objectBody,
  readingSchema,
  startSchema,
  uploadQuery,
  type ImportView,
} from '../schema.ts';
import { startImports } from '../start-imports.ts';
import { stopImport } from '../stop-import.ts';
import { undoImport } from '../undo-import.ts';
import { joinedSet, visibleImport, visibleImports, visibleSet } from '../visible-import.ts';

const PAGE = 50;
const access = 'right:records.import' as const;

type ImportCall = Call<{ id: number }>;

const shown = (call: Call, id: number): Promise<ImportView> =>
  call.inAccount(async (db) => {
    const { imported, set } = await visibleSet(db, call.viewer, id);
    return presentImport(imported, set);
  });

/** Changes an import the caller may see, in one transaction, and shows it. */
async function changed(call: ImportCall, work: (db: Parameters<typeof visibleImport>[0]) => Promise<unknown>): Promise<ImportView> {
  await call.inAccount(async (db) => {
    await visibleImport(db, call.viewer, call.params.id);
    await work(db);
  });
  return shown(call, call.params.id);
}

export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/imports',
    access,
    summary: 'Upload a file to import',
    query: uploadQuery,
    upload: true,
    handle: async (call) => {
      const { object, with: first } = call.query;
      const into = await call.inAccount(async (db) => ({
        ...(object === undefined ? {} : { objectId: (await objectShape(db, object)).id }),
        ...(first === undefined ? {} : { setId: await joinedSet(db, call.viewer, first) }),
      }));
      for await (const part of call.request.parts()) {
        if (part.type !== 'file') continue;
        const id = await receiveFile(call.database, {
          accountId: call.accountId,
          ...into,
          fileName: part.filename,
          userId: call.viewer.userId,
          bytes: part.file,
        }).finally(() => part.file.resume());
        return shown(call, id);
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
        return { imports: imports.map((imported) => presentImport(imported)), next };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/imports/:id',
    access,
    summary: 'See an import',
    params: importParams,
    handle: (call) => shown(call, call.params.id),
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
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/object',
    access,
    summary: 'Bring the file of an import into another object',
    params: importParams,
    body: objectBody,
    handle: (call) => changed(call, (db) => changeObject(db, call.params.id, call.body.objectId)),
  }),
  route({
    method: 'PUT',
    path: '/api/imports/:id/mapping',
    access,
    summary: 'Map the columns of an import',
    params: importParams,
    body: mappingSchema,
    handle: (call) => changed(call, (db) => mapImport(db, call.viewer, call.params.id, call.body)),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/rehearsal',
    access,
    summary: 'See the first rows of an import as they would be stored',
    params: importParams,
    body: mappingSchema,
    handle: async (call) => {
      await call.inAccount((db) => visibleImport(db, call.viewer, call.params.id));
      return rehearseImport(call.database, call.accountId, call, { ...call.body, id: call.params.id });
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/counts',
    access,
    summary: 'Count what the file of an import holds',
    params: importParams,
    body: mappingSchema,
    handle: async (call) => {
      await call.inAccount((db) => visibleImport(db, call.viewer, call.params.id));
      return countFile(call.database, call.accountId, call, { ...call.body, id: call.params.id });
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/start',
    scope: 'records:write',
    access,
    summary: 'Start an import, and those of the files that came with it',
    params: importParams,
    body: startSchema,
    handle: async (call) => {
      await call.inAccount((db) => visibleSet(db, call.viewer, call.params.id));
      await startImports(call.database, call.accountId, call, { id: call.params.id, permission: call.body.permission });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/stop',
    access,
    summary: 'Stop an import',
    params: importParams,
    handle: (call) => changed(call, (db) => stopImport(db, call.actor, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/resume',
    scope: 'records:write',
    access,
    summary: 'Resume an import',
    params: importParams,
    handle: (call) => changed(call, (db) => resumeImport(db, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/imports/:id/undo',
    scope: 'records:write',
    access,
    summary: 'Undo an import that has ended',
    params: importParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        await visibleImport(db, call.viewer, call.params.id);
        return presentRun(await undoImport(db, call, call.params.id), true);
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
    answers: { 200: 'text/csv' },
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
];
