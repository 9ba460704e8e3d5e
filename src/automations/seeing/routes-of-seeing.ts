import { accountSettings } from '../../accounts/index.ts';
import { route, type Route } from '../../app/http.ts';
import type { Criteria } from '../../criteria/index.ts';
import { chooseWinner } from './choose-winner.ts';
import { countSteps } from './count-steps.ts';
import { listLog } from './list-log.ts';
import { listPassers } from './list-passers.ts';
import { listPeople } from './list-people.ts';
import { listPositions } from './list-positions.ts';
import { listSplits } from './list-splits.ts';
import { movePeople } from './move-people.ts';
import { presentLogLine, presentPasser, presentPerson, presentPosition, presentSplit } from '../present.ts';
import { presentWay } from './present-way.ts';
import { automationParams, recordOfObjectParams, recordParams, stepParams } from '../schema.ts';
import { countsQuery, moveSchema, passersQuery, placeParams, standingQuery, winnerSchema } from '../rules/seeing-schema.ts';
import { traceRecord } from './trace-record.ts';

const MANAGE = 'right:automations.manage';

export const routesOfSeeing: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/automations/:id/counts',
    access: 'user',
    summary: 'How many stand on each step, and came and went on some days, of those the caller may see and that match',
    params: automationParams,
    query: countsQuery,
    handle: ({ inAccount, viewer, params, query: { criteria, ...range } }) =>
      inAccount((db) => countSteps(db, params.id, { viewer, range, criteria: criteria as Criteria | undefined })),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/steps/:stepId/people',
    access: 'user',
    summary: 'Who stands on a step, of those the caller may see and that match',
    params: stepParams,
    query: standingQuery,
    async handle({ inAccount, viewer, params, query }) {
      const { people, ...rest } = await inAccount((db) =>
        listPeople(db, {
          automationId: params.id,
          stepId: params.stepId,
          viewer,
          ...query,
          criteria: query.criteria as Criteria | undefined,
        }),
      );
      return { ...rest, people: people.map(presentPerson), next: people.length === query.limit ? people.at(-1)!.id : null };
    },
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/steps/:stepId/passes',
    access: 'user',
    summary: 'Who came by a step or left it by an exit on some days, of those the caller may see and that match',
    params: placeParams,
    query: passersQuery,
    async handle({ inAccount, viewer, params, query: { from, to, criteria, ...page } }) {
      const asked = { automationId: params.id, stepId: params.stepId, viewer, range: { from, to }, ...page };
      const { objectId, passers } = await inAccount((db) => listPassers(db, { ...asked, criteria: criteria as Criteria | undefined }));
      const last = passers.length === page.limit ? passers.at(-1) : undefined;
      return {
        objectId,
        people: passers.map(presentPasser),
        next: last ? `${last.last_at.toISOString()}~${last.record_id}` : null,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/steps/:stepId/move',
    access: MANAGE,
    summary: 'Move people who stand on a step, or were set aside there, to another step, to the end, or before it again',
    params: stepParams,
    body: moveSchema,
    handle: ({ inAccount, actor, viewer, params, body: { to, ...whom } }) =>
      inAccount((db) => movePeople(db, actor, { automationId: params.id, stepId: params.stepId, viewer, whom, to })),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/steps/:stepId/retry',
    access: MANAGE,
    summary: 'Let everybody set aside on a step take it again',
    params: stepParams,
    async handle({ inAccount, actor, viewer, params }) {
      const moving = { automationId: params.id, stepId: params.stepId, viewer, whom: { all: 'failed' }, to: 'again' } as const;
      const { moved, goesOn } = await inAccount((db) => movePeople(db, actor, moving));
      return { retried: moved, goesOn };
    },
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/records/:recordId/log',
    access: 'user',
    summary: 'What one record did on the map, newest first',
    params: recordParams,
    handle: async ({ inAccount, viewer, params }) =>
      (await inAccount((db) => listLog(db, { automationId: params.id, recordId: params.recordId, viewer }))).map(presentLogLine),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/records/:recordId/way',
    access: 'user',
    summary: 'The way of one record over the map: its moves with their causes and effects, where it stands, and the maps it went by',
    params: recordParams,
    handle: ({ inAccount, viewer, params }) =>
      inAccount(async (db) =>
        presentWay(await traceRecord(db, { automationId: params.id, recordId: params.recordId, viewer }), await accountSettings(db)),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/splits',
    access: 'user',
    summary: 'How each split of the map that runs did, of those the caller may see',
    params: automationParams,
    handle: async ({ inAccount, viewer, params }) => (await inAccount((db) => listSplits(db, params.id, viewer))).map(presentSplit),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/splits/:stepId/winner',
    access: MANAGE,
    summary: 'Let everybody take one variant of a split from now on, or open it again',
    params: stepParams,
    body: winnerSchema,
    handle: ({ inAccount, actor, params, body: { exit } }) =>
      inAccount((db) => chooseWinner(db, actor, { automationId: params.id, stepId: params.stepId, exit })),
  }),
  route({
    method: 'GET',
    path: '/api/records/:object/:id/automations',
    access: 'user',
    summary: 'On which maps a record stands',
    params: recordOfObjectParams,
    handle: async ({ inAccount, viewer, params }) =>
      (await inAccount((db) => listPositions(db, { objectId: params.object, recordId: params.id, viewer }))).map(presentPosition),
  }),
];
