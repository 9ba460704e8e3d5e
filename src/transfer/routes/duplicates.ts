import { route, type Call, type Route } from '../../app/http.ts';
import { objectShape } from '../../records/index.ts';
import { presentRun } from '../bulk/present-run.ts';
import { canUndo } from '../bulk/visible-run.ts';
import { compareRecords } from '../duplicates/compare-records.ts';
import { dismissDuplicates } from '../duplicates/dismiss-duplicates.ts';
import { checkEntered, duplicatesOf } from '../duplicates/hint-duplicates.ts';
import { listClusters } from '../duplicates/list-clusters.ts';
import { listMerges } from '../duplicates/list-merges.ts';
import { mergeRecords } from '../duplicates/merge-records.ts';
import { presentRule } from '../duplicates/present-rule.ts';
import { previewMerging } from '../duplicates/preview-merging.ts';
import { sampleRule } from '../duplicates/sample-rule.ts';
import { saveRule } from '../duplicates/save-rule.ts';
import { startMerging } from '../duplicates/start-merging.ts';
import { undoMerge } from '../duplicates/undo-merge.ts';
import { ownRule, runningSearches, visibleRule, visibleRules } from '../duplicates/visible-rule.ts';
import { deleteRule, endSearch } from '../queries/duplicates.ts';
import { proposedRules } from '../rules/duplicates.ts';
import {
  clustersQuery,
  compareQuery,
  duplicateCheckSchema,
  duplicateObjectQuery,
  duplicatePairSchema,
  duplicateParams,
  duplicateRuleSchema,
  duplicateSampleSchema,
  duplicatesOfQuery,
  mergeAllPreviewSchema,
  mergeAllSchema,
  mergeRecordsSchema,
  mergesQuery,
  newDuplicateRuleSchema,
  type DuplicateRuleView,
} from '../schema.ts';

const access = 'user' as const;

const shown = (call: Call, id: number): Promise<DuplicateRuleView> =>
  call.inAccount(async (db) => {
    const { rule, shape } = await visibleRule(db, call.viewer, id);
    return presentRule(db, call.viewer, shape, rule);
  });

export const duplicateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/duplicates/rules',
    access,
    summary: 'List the rules for duplicates',
    query: duplicateObjectQuery,
    handle: ({ inAccount, viewer, query }) =>
      inAccount(async (db) => {
        const { shape, rules } = await visibleRules(db, viewer, query.object);
        const presented = [];
        for (const rule of rules) presented.push(await presentRule(db, viewer, shape, rule));
        return { rules: presented, proposals: proposedRules(shape) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/rules',
    access,
    summary: 'Make a rule for duplicates and search by it',
    body: newDuplicateRuleSchema,
    handle: async (call) => shown(call, await call.inAccount((db) => saveRule(db, call, call.body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/duplicates/rules/:id',
    access,
    summary: 'Change a rule for duplicates and search anew',
    params: duplicateParams,
    body: duplicateRuleSchema,
    handle: async (call) => {
      await call.inAccount((db) => saveRule(db, call, { ...call.body, objectId: 0, id: call.params.id }));
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/duplicates/rules/:id',
    access,
    summary: 'Delete a rule for duplicates',
    params: duplicateParams,
    handle: ({ inAccount, viewer, params }) =>
      inAccount(async (db) => {
        await ownRule(db, viewer, params.id);
        await deleteRule(db, params.id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/rules/:id/search',
    access,
    summary: 'Search for duplicates anew',
    params: duplicateParams,
    handle: async (call) => {
      await call.inAccount(async (db) => {
        const { rule } = await ownRule(db, call.viewer, call.params.id);
        await saveRule(db, call, { name: rule.name, conditions: rule.conditions, objectId: rule.object_id, id: rule.id });
      });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/rules/:id/stop',
    access,
    summary: 'Stop a search for duplicates',
    params: duplicateParams,
    handle: async (call) => {
      await call.inAccount(async (db) => {
        await ownRule(db, call.viewer, call.params.id);
        await endSearch(db, call.params.id, 'stopped', null);
      });
      return shown(call, call.params.id);
    },
  }),
  route({
    method: 'GET',
    path: '/api/duplicates/rules/:id/clusters',
    scope: 'records:read',
    access,
    summary: 'List the duplicates a rule has found',
    params: duplicateParams,
    query: clustersQuery,
    handle: ({ inAccount, viewer, params, query }) =>
      inAccount(async (db) => {
        const [score, id] = (query.after ?? '').split('.').map(Number);
        const after = query.after === undefined ? undefined : { score: score!, id: id! };
        return listClusters(db, viewer, await visibleRule(db, viewer, params.id), after);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/duplicates/searches',
    access,
    summary: 'See which searches for duplicates run',
    handle: ({ inAccount, viewer }) => inAccount(async (db) => ({ searches: await runningSearches(db, viewer) })),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/sample',
    scope: 'records:read',
    access,
    summary: 'Try a rule for duplicates on some records',
    body: duplicateSampleSchema,
    perMinute: 120,
    handle: ({ inAccount, viewer, body }) => inAccount((db) => sampleRule(db, viewer, body)),
  }),
  route({
    method: 'GET',
    path: '/api/duplicates/compare',
    scope: 'records:read',
    access,
    summary: 'Compare records side by side',
    query: compareQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => compareRecords(db, viewer, { objectId: query.object, ids: query.ids })),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/merge',
    scope: 'records:write',
    access,
    summary: 'Merge records into the oldest of them',
    body: mergeRecordsSchema,
    handle: (call) => call.inAccount((db) => mergeRecords(db, call, call.body)),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/merge-all/preview',
    access,
    summary: 'See what merging all found duplicates would make',
    body: mergeAllPreviewSchema,
    perMinute: 120,
    handle: ({ inAccount, viewer, body }) => inAccount((db) => previewMerging(db, viewer, body)),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/merge-all',
    scope: 'records:write',
    access,
    summary: 'Merge all found duplicates',
    body: mergeAllSchema,
    handle: (call) =>
      call.inAccount(async (db) => {
        const run = await startMerging(db, call, call.body);
        return presentRun(run, canUndo(db, call.viewer, run));
      }),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/dismissals',
    access,
    summary: 'Say that records are not the same',
    body: duplicatePairSchema,
    handle: ({ inAccount, viewer, body }) => inAccount((db) => dismissDuplicates(db, viewer, body)),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/dismissals/undo',
    access,
    summary: 'Take back that records are not the same',
    body: duplicatePairSchema,
    handle: ({ inAccount, viewer, body }) => inAccount((db) => dismissDuplicates(db, viewer, { ...body, undo: true })),
  }),
  route({
    method: 'GET',
    path: '/api/duplicates/merges',
    access,
    summary: 'See what was merged',
    query: mergesQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => listMerges(db, viewer, query)),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/merges/:id/undo',
    scope: 'records:write',
    access,
    summary: 'Undo a merge',
    params: duplicateParams,
    handle: (call) => call.inAccount((db) => undoMerge(db, call, call.params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/duplicates/of',
    scope: 'records:read',
    access,
    summary: 'See of what a record may be a duplicate',
    query: duplicatesOfQuery,
    handle: ({ inAccount, viewer, query }) =>
      inAccount(async (db) => ({ records: await duplicatesOf(db, viewer, { objectId: query.object, id: query.id }) })),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/check',
    access,
    summary: 'Check what is being entered for duplicates',
    body: duplicateCheckSchema,
    perMinute: 240,
    handle: ({ inAccount, viewer, body }) =>
      inAccount(async (db) => {
        await objectShape(db, body.objectId);
        return { records: await checkEntered(db, viewer, body) };
      }),
  }),
];
