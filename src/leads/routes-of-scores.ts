import type { AccountDb } from '../app/db.ts';
import { route, type Route } from '../app/http.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import { presentExplained, presentPreview, presentScore } from './present.ts';
import { allScores, type ScoreRow } from './queries/scores.ts';
import { leadParams, leadRecordParams, newScoreBody, previewScoreBody, scoreBody } from './schema.ts';
import { createScore } from './scoring/create-score.ts';
import { deleteScore } from './scoring/delete-score.ts';
import { explainScores } from './scoring/explain-scores.ts';
import { loadScore } from './scoring/load-score.ts';
import { previewScore } from './scoring/preview-score.ts';
import { scoreTerms } from './scoring/score-terms.ts';
import { stopSweep } from './scoring/stop-sweep.ts';
import { updateScore } from './scoring/update-score.ts';

const MANAGE = 'right:leads.manage';

const presented = async (db: AccountDb, viewer: Viewer, score: ScoreRow) =>
  presentScore(score, viewer, (await scoreTerms(db, { objectId: score.object_id, settings: score.settings })).broken);

export const routesOfScores: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/scores',
    access: 'user',
    summary: 'Every score with its model and how far its records have been looked through',
    handle: async ({ inAccount, viewer }) => (await inAccount(allScores)).map((score) => presentScore(score, viewer)),
  }),
  route({
    method: 'POST',
    path: '/api/scores',
    access: MANAGE,
    summary: 'Make a score, with the fields it stands in; every record is scored in the background',
    body: newScoreBody,
    handle: async ({ inAccount, actor, viewer, ids, body }) =>
      inAccount(async (db) => presentScore(await createScore(db, actor, viewer, ids, body), viewer)),
  }),
  route({
    method: 'POST',
    path: '/api/scores/preview',
    access: MANAGE,
    summary: 'What a model comes to before it is kept: how records fall into its bands, and the ten highest',
    body: previewScoreBody,
    handle: async ({ inAccount, viewer, body }) => presentPreview(await inAccount((db) => previewScore(db, viewer, body))),
  }),
  route({
    method: 'GET',
    path: '/api/scores/:id',
    access: 'user',
    summary: 'One score with its model, and what keeps lines of it from counting',
    params: leadParams,
    handle: async ({ inAccount, viewer, params }) => inAccount(async (db) => presented(db, viewer, await loadScore(db, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/api/scores/:id',
    access: MANAGE,
    summary: 'Change a score’s name or model; every record is scored anew in the background',
    params: leadParams,
    body: scoreBody,
    handle: async ({ inAccount, actor, viewer, params, body }) =>
      inAccount(async (db) => presented(db, viewer, await updateScore(db, actor, viewer, params.id, body))),
  }),
  route({
    method: 'DELETE',
    path: '/api/scores/:id',
    access: MANAGE,
    summary: 'Delete a score; its fields go where deleted fields go',
    params: leadParams,
    handle: async ({ inAccount, actor, params }) => inAccount((db) => deleteScore(db, actor, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/scores/:id/stop',
    access: MANAGE,
    summary: 'Stop the looking through of all records; what happens from now on still counts',
    params: leadParams,
    handle: async ({ inAccount, viewer, params }) => inAccount(async (db) => presentScore(await stopSweep(db, params.id, true), viewer)),
  }),
  route({
    method: 'POST',
    path: '/api/scores/:id/resume',
    access: MANAGE,
    summary: 'Go on with the looking through of all records where it stopped',
    params: leadParams,
    handle: async ({ inAccount, viewer, params }) => inAccount(async (db) => presentScore(await stopSweep(db, params.id, false), viewer)),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/scores',
    access: 'user',
    summary: 'The scores of a record, each with its lines and what is left of their points',
    params: leadRecordParams,
    handle: async ({ inAccount, viewer, params }) =>
      (await inAccount((db) => explainScores(db, viewer, { objectId: params.object, recordId: params.id }))).map(presentExplained),
  }),
];
