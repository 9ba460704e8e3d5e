import { refuseUnlessVersion } from '../app/conditions.ts';
import { route, type Route } from '../app/http.ts';
import { createAutomation } from './create-automation.ts';
import { deleteAutomation } from './delete-automation.ts';
import { enrolRecords } from './people/enrol-records.ts';
import { listCatalogue } from './triggers/list-catalogue.ts';
import { listStepSettings } from './triggers/list-step-settings.ts';
import { loadAutomation } from './load-automation.ts';
import { openAutomation } from './open-automation.ts';
import { pauseAutomation } from './pause-automation.ts';
import { presentAutomation, presentListed, presentOpened } from './present.ts';
import { allAutomations } from './queries/automations.ts';
import { refuseHiddenConditions } from './refuse-hidden-conditions.ts';
import { removeRecords } from './people/remove-records.ts';
import { resumeAutomation } from './resume-automation.ts';
import { automationParams, createAutomationSchema, recordsSchema, updateAutomationSchema } from './schema.ts';
import { updateAutomation } from './update-automation.ts';

const MANAGE = 'right:automations.manage';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/automations',
    access: 'user',
    summary: 'Every automation with how many stand on it',
    handle: async ({ inAccount }) => (await inAccount(allAutomations)).map(presentListed),
  }),
  route({
    method: 'GET',
    path: '/api/automations/catalogue',
    access: 'user',
    summary: 'What maps can start from and which steps they can take',
    handle: async () => listCatalogue(),
  }),
  route({
    method: 'GET',
    path: '/api/automations/catalogue/settings',
    access: 'user',
    summary: 'What the settings of each kind of step may be, as JSON Schema',
    handle: async () => listStepSettings(),
  }),
  route({
    method: 'POST',
    path: '/api/automations',
    access: MANAGE,
    summary: 'Begin an automation as a draft',
    body: createAutomationSchema,
    handle: async ({ inAccount, actor, viewer, ids, body }) =>
      inAccount(async (db) => {
        await refuseHiddenConditions(db, viewer, body);
        return presentAutomation(await createAutomation(db, actor, ids, body));
      }),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id',
    access: 'user',
    summary: 'One automation with its draft, the map that runs, and what is wrong with them',
    params: automationParams,
    async handle({ inAccount, params }) {
      const { row, ...opened } = await inAccount((db) => openAutomation(db, params.id));
      return presentOpened(row, opened);
    },
    version: ({ revision }) => revision,
  }),
  route({
    method: 'PATCH',
    path: '/api/automations/:id',
    access: MANAGE,
    summary: 'Change the name or the draft',
    params: automationParams,
    body: updateAutomationSchema,
    ifMatch: { body: 'revision' },
    async handle({ inAccount, actor, viewer, params, body }) {
      const { row, ...opened } = await inAccount(async (db) => {
        const { object_id: objectId, draft } = await loadAutomation(db, params.id);
        await refuseHiddenConditions(db, viewer, { objectId, map: body.map, before: draft });
        await updateAutomation(db, actor, params.id, body);
        return openAutomation(db, params.id);
      });
      return presentOpened(row, opened);
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/pause',
    access: MANAGE,
    summary: 'Stop entries and moves; everybody stays where they stand',
    params: automationParams,
    handle: async ({ inAccount, actor, params }) => presentAutomation(await inAccount((db) => pauseAutomation(db, actor, params.id))),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/resume',
    access: MANAGE,
    summary: 'Run a paused automation on',
    params: automationParams,
    handle: async ({ inAccount, actor, params }) => presentAutomation(await inAccount((db) => resumeAutomation(db, actor, params.id))),
  }),
  route({
    method: 'DELETE',
    path: '/api/automations/:id',
    access: MANAGE,
    summary: 'Delete an automation that is not running; everybody on it leaves',
    params: automationParams,
    ifMatch: true,
    handle: async ({ inAccount, actor, params, versionMeant }) =>
      inAccount(async (db) => {
        if (versionMeant !== undefined) refuseUnlessVersion(versionMeant, (await loadAutomation(db, params.id, true)).revision);
        return deleteAutomation(db, actor, params.id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/records',
    access: MANAGE,
    summary: 'Let records enter by hand: those named, or all that match',
    params: automationParams,
    body: recordsSchema,
    handle: async ({ inAccount, actor, viewer, params, body }) =>
      inAccount((db) => enrolRecords(db, actor, { automationId: params.id, records: body, viewer })),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/records/remove',
    access: MANAGE,
    summary: 'Take records off the map: those named, or all that match',
    params: automationParams,
    body: recordsSchema,
    handle: async ({ inAccount, actor, viewer, params, body }) =>
      inAccount((db) => removeRecords(db, actor, { automationId: params.id, records: body, viewer })),
  }),
];
