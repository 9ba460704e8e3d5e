import { Readable } from 'node:stream';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { failuresCsv } from '../bulk/failures-csv.ts';
import { permittedActions } from '../bulk/permitted-action.ts';
import { presentRun } from '../bulk/present-run.ts';
import { previewBulk, previewUndo } from '../bulk/preview-bulk.ts';
import { resumeBulk } from '../bulk/resume-bulk.ts';
import { tagMany } from '../bulk/tag-many.ts';
import { startBulk } from '../bulk/start-bulk.ts';
import { stopBulk } from '../bulk/stop-bulk.ts';
import { canUndo, ownRun, visibleRun, visibleRuns } from '../bulk/visible-run.ts';
import { failureReasons, runById } from '../queries/bulk-runs.ts';
import {
  bulkActionsQuery,
  bulkParams,
  bulkRunsQuery,
  bulkSchema,
  startBulkSchema,
  tagManyParams,
  tagManySchema,
  undoBulkSchema,
  type BulkRunView,
} from '../schema.ts';
import { undoCause } from '../undo/undo-cause.ts';

const access = 'user' as const;
const REASONS = 20;

const shown = (call: Call, id: number): Promise<BulkRunView> =>
  call.inAccount(async (db) => {
    const run = (await runById(db, id))!;
    return presentRun(run, canUndo(db, call.viewer, run));
  });

export const bulkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/bulk/actions',
    access,
    summary: 'See what may be done with many records at once',
    query: bulkActionsQuery,
    handle: async ({ viewer, query }) => ({ actions: permittedActions(viewer, query.object) }),
  }),
  route({
    method: 'POST',
    path: '/api/bulk/preview',
    access,
    summary: 'See what a bulk action would do',
    body: bulkSchema,
    perMinute: 120,
    handle: (call) => previewBulk({ database: call.database, accountId: call.accountId, person: call }, call.body),
  }),
  route({
    method: 'POST',
    path: '/api/bulk',
    access,
    summary: 'Start a bulk action',
    body: startBulkSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        const run = await startBulk(db, call, call.body);
        return presentRun(run, canUndo(db, call.viewer, run));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/objects/:object/tags/bulk',
    access,
    summary: 'Add a tag to many records, or take it off, in the background',
    params: tagManyParams,
    body: tagManySchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        const run = await tagMany(db, call, { objectId: call.params.object, asked: call.body });
        return presentRun(run, canUndo(db, call.viewer, run));
      }),
  }),
  route({
    method: 'GET',
    path: '/api/bulk',
    access,
    summary: 'See bulk actions',
    query: bulkRunsQuery,
    handle: (call) =>
      call.inAccount(async (db) => {
        const { runs, next } = await visibleRuns(db, call.viewer, call.query);
        return { runs: runs.map((run) => presentRun(run, canUndo(db, call.viewer, run))), next };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/bulk/:id',
    access,
    summary: 'See a bulk action',
    params: bulkParams,
    handle: (call) =>
      call.inAccount(async (db) => {
        const run = await visibleRun(db, call.viewer, call.params.id);
        return { run: presentRun(run, canUndo(db, call.viewer, run)), reasons: await failureReasons(db, run.id, REASONS) };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/bulk/:id/failures',
    access,
    summary: 'Download the records a bulk action left out',
    answers: { 200: 'text/csv' },
    params: bulkParams,
    handle: async (call) => {
      const run = await call.inAccount((db) => visibleRun(db, call.viewer, call.params.id));
      const body = Readable.from(failuresCsv(call.database, call.accountId, { run, viewer: call.viewer }), { objectMode: false });
      const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="left-out-${run.id}.csv"` };
      return new RawReply(200, headers, body);
    },
  }),
  route({
    method: 'POST',
    path: '/api/bulk/:id/stop',
    access,
    summary: 'Stop a bulk action',
    params: bulkParams,
    handle: async (call) => {
      await call.inAccount(async (db) => {
        await ownRun(db, call.viewer, call.params.id);
        await stopBulk(db, call.actor, call.params.id);
      });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/bulk/:id/resume',
    access,
    summary: 'Resume a bulk action',
    params: bulkParams,
    handle: async (call) => {
      await call.inAccount(async (db) => {
        await ownRun(db, call.viewer, call.params.id);
        await resumeBulk(db, call.actor, call.params.id);
      });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/bulk/:id/undo',
    access,
    summary: 'See what undoing a bulk action would do',
    params: bulkParams,
    perMinute: 120,
    handle: async (call) => {
      const run = await call.inAccount((db) => ownRun(db, call.viewer, call.params.id));
      return previewUndo({ database: call.database, accountId: call.accountId, person: call }, run);
    },
  }),
  route({
    method: 'POST',
    path: '/api/bulk/:id/undo',
    scope: 'records:write',
    access,
    summary: 'Undo a bulk action',
    params: bulkParams,
    body: undoBulkSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        const { object_id: objectId, event_id: eventId } = await ownRun(db, call.viewer, call.params.id);
        const run = await undoCause(db, call, { eventId, objectId, key: call.body.key });
        return presentRun(run, canUndo(db, call.viewer, run));
      }),
  }),
];
