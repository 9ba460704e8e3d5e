import { Readable } from 'node:stream';
import { z } from 'zod';
import { RawReply, route, type Call, type Route } from '../../app/http.ts';
import { SENDS } from '../../app/scopes.ts';
import { notAllowed } from '../../app/kernel/problem.ts';
import { chooseVariant } from '../broadcasts/choose-variant.ts';
import { moveBroadcast } from '../broadcasts/move-broadcast.ts';
import { pauseBroadcast } from '../broadcasts/pause-broadcast.ts';
import { planBroadcast } from '../broadcasts/plan-broadcast.ts';
import { previewBroadcast } from '../broadcasts/preview-broadcast.ts';
import { resumeBroadcast } from '../broadcasts/resume-broadcast.ts';
import { listBroadcasts, showBroadcast } from '../broadcasts/show-broadcast.ts';
import { stopBroadcast } from '../broadcasts/stop-broadcast.ts';
import { refuseSpamSubjects } from '../checks/refuse-spam-subjects.ts';
import { heatMap } from '../reports/heat-map.ts';
import { listPeople } from '../reports/list-people.ts';
import { makeReport, scopeOf } from '../reports/make-report.ts';
import { peopleCsv } from '../reports/people-csv.ts';
import {
  broadcastParams,
  broadcastsQuery,
  chooseVariantBody,
  moveBroadcastBody,
  peopleQuery,
  planBroadcastBody,
  previewBroadcastBody,
  reportScope,
  type Broadcast,
} from '../schema.ts';

const access = 'right:messages.manage' as const;
const PEOPLE_AT_ONCE = 50;

/** Does something with a broadcast the caller may see, and gives it as it then is. */
const changed = (
  call: Call<{ id: number }>,
  change: (db: Parameters<Parameters<Call['inAccount']>[0]>[0]) => Promise<void>,
): Promise<Broadcast> =>
  call.inAccount(async (db) => {
    await showBroadcast(db, call.viewer, call.params.id);
    await change(db);
    return showBroadcast(db, call.viewer, call.params.id);
  });

const heatQuery = z.intersection(reportScope, z.object({ variant: z.coerce.number().int().min(0).max(4).optional() }));

export const broadcastRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/broadcasts',
    access,
    summary: 'List broadcasts',
    query: broadcastsQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => listBroadcasts(db, viewer, query)),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts/preview',
    access,
    summary: 'Count who would get a broadcast, and who not and why',
    body: previewBroadcastBody,
    perMinute: 120,
    handle: ({ inAccount, viewer, body }) => inAccount((db) => previewBroadcast(db, viewer, body)),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts',
    access,
    scope: SENDS,
    summary: 'Send a broadcast, now or later',
    body: planBroadcastBody,
    handle: async (call) => {
      await refuseSpamSubjects(call.database, call.accountId, call.body.variants);
      return call.inAccount(async (db) => showBroadcast(db, call.viewer, await planBroadcast(db, call, call.body)));
    },
  }),
  route({
    method: 'GET',
    path: '/api/broadcasts/:id',
    access,
    summary: 'See a broadcast and how far it is',
    params: broadcastParams,
    handle: ({ inAccount, viewer, params }) => inAccount((db) => showBroadcast(db, viewer, params.id)),
  }),
  route({
    method: 'PATCH',
    path: '/api/broadcasts/:id',
    access,
    summary: 'Move a planned broadcast',
    params: broadcastParams,
    body: moveBroadcastBody,
    handle: (call) => changed(call, (db) => moveBroadcast(db, call.actor, { id: call.params.id, schedule: call.body.schedule })),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts/:id/pause',
    access,
    summary: 'Pause a broadcast',
    params: broadcastParams,
    handle: (call) => changed(call, (db) => pauseBroadcast(db, call.actor, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts/:id/resume',
    access,
    scope: SENDS,
    summary: 'Resume a broadcast',
    params: broadcastParams,
    handle: (call) => changed(call, (db) => resumeBroadcast(db, call.actor, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts/:id/stop',
    access,
    summary: 'Stop a broadcast',
    params: broadcastParams,
    handle: (call) => changed(call, (db) => stopBroadcast(db, call.actor, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/broadcasts/:id/winner',
    access,
    scope: SENDS,
    summary: 'Choose the variant all others get',
    params: broadcastParams,
    body: chooseVariantBody,
    handle: (call) => changed(call, (db) => chooseVariant(db, call.actor, { id: call.params.id, variant: call.body.variant })),
  }),
  route({
    method: 'GET',
    path: '/api/reports/letters',
    access,
    summary: 'See what became of the letters of a broadcast or a message',
    query: reportScope,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => makeReport(db, viewer, query)),
  }),
  route({
    method: 'GET',
    path: '/api/reports/letters/people',
    access,
    summary: 'See the people behind a number of a report',
    query: peopleQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => listPeople(db, viewer, { ...query, limit: PEOPLE_AT_ONCE })),
  }),
  route({
    method: 'GET',
    path: '/api/reports/letters/people.csv',
    access,
    summary: 'Download the people behind a number of a report',
    answers: { 200: 'text/csv' },
    query: peopleQuery,
    handle: async ({ inAccount, database, accountId, viewer, query }) => {
      const { objectId } = await inAccount((db) => scopeOf(db, viewer, query));
      if (!viewer.on(objectId).export) throw notAllowed('export these records');
      const body = Readable.from(peopleCsv(database, accountId, { viewer, query }), { objectMode: false });
      const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${query.outcome}.csv"` };
      return new RawReply(200, headers, body);
    },
  }),
  route({
    method: 'GET',
    path: '/api/reports/letters/heat-map',
    access,
    summary: 'See a letter with how many people followed each of its links',
    query: heatQuery,
    handle: ({ inAccount, viewer, query }) => inAccount((db) => heatMap(db, viewer, query)),
  }),
];
