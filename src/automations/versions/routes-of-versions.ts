import { route, type Route } from '../../app/http.ts';
import { compareVersions } from './compare-versions.ts';
import { listVersions } from './list-versions.ts';
import { mapAt } from './map-at.ts';
import { nameVersion } from './name-version.ts';
import { openAutomation } from '../open-automation.ts';
import { presentVersion } from './present-version.ts';
import { presentAutomation, presentOpened } from '../present.ts';
import { publishAutomation } from './publish-automation.ts';
import { routesOfPortable } from '../portable/routes-of-portable.ts';
import { routesOfTemplates } from '../templates/routes-of-templates.ts';
import { restoreVersion } from './restore-version.ts';
import { automationParams, compareQuery, nameVersionSchema, publishSchema, revisionSchema, versionParams } from '../schema.ts';
import { showEffect } from './show-effect.ts';

const MANAGE = 'right:automations.manage';

export const routesOfVersions: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/automations/:id/effect',
    access: 'user',
    summary: 'What publishing the draft will do to everybody on the map, step by step',
    params: automationParams,
    async handle({ inAccount, params }) {
      const { row, effect } = await inAccount((db) => showEffect(db, params.id));
      return { ...effect, revision: row.revision, version: row.version };
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/publish',
    access: MANAGE,
    summary: 'Make the draft the map that runs, with what becomes of people on steps it no longer has',
    params: automationParams,
    body: publishSchema,
    handle: async ({ inAccount, actor, params, body }) =>
      presentAutomation(await inAccount((db) => publishAutomation(db, actor, params.id, body))),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/versions',
    access: 'user',
    summary: 'Every version of a map: when it was published, by whom, and how many still stand on it',
    params: automationParams,
    handle: async ({ inAccount, params }) => (await inAccount((db) => listVersions(db, params.id))).map(presentVersion),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/versions/:version',
    access: 'user',
    summary: 'The map that was published under a number',
    params: versionParams,
    handle: async ({ inAccount, params }) => ({ map: await inAccount((db) => mapAt(db, params.id, params.version)) }),
  }),
  route({
    method: 'PATCH',
    path: '/api/automations/:id/versions/:version',
    access: MANAGE,
    summary: 'Give a version a name and a note',
    params: versionParams,
    body: nameVersionSchema,
    async handle({ inAccount, actor, params, body }) {
      await inAccount((db) => nameVersion(db, actor, params.id, { version: params.version, ...body }));
      return { version: params.version, ...body };
    },
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/compare',
    access: 'user',
    summary: 'How two versions of a map differ, or one and the draft',
    params: automationParams,
    query: compareQuery,
    handle: async ({ inAccount, params, query }) => inAccount((db) => compareVersions(db, params.id, query)),
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/versions/:version/restore',
    access: MANAGE,
    summary: 'Make the map of a version the draft again',
    params: versionParams,
    body: revisionSchema,
    async handle({ inAccount, actor, params, body }) {
      const { row, ...opened } = await inAccount(async (db) => {
        await restoreVersion(db, actor, params.id, { revision: body.revision, version: params.version });
        return openAutomation(db, params.id);
      });
      return presentOpened(row, opened);
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/draft/discard',
    access: MANAGE,
    summary: 'Take back what was changed since the map was published',
    params: automationParams,
    body: revisionSchema,
    async handle({ inAccount, actor, params, body }) {
      const { row, ...opened } = await inAccount(async (db) => {
        await restoreVersion(db, actor, params.id, body);
        return openAutomation(db, params.id);
      });
      return presentOpened(row, opened);
    },
  }),
  ...routesOfPortable,
  ...routesOfTemplates,
];
