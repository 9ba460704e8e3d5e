import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import { exportMap } from './export-map.ts';
import { instantiateMap } from './instantiate-map.ts';
import { previewImport } from './preview-import.ts';
import { presentAutomation } from '../present.ts';
import { importSchema, previewImportSchema } from '../rules/portable.ts';
import { automationParams } from '../schema.ts';

const MANAGE = 'right:automations.manage';
const exportQuery = z.object({ version: z.coerce.number().int().positive().max(2_000_000_000).optional() });

export const routesOfPortable: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/automations/:id/export',
    access: MANAGE,
    summary: 'A map as a file, with all it speaks of by name: the draft, or a version',
    params: automationParams,
    query: exportQuery,
    handle: async ({ inAccount, params, query }) => inAccount((db) => exportMap(db, params.id, query.version ?? 'draft')),
  }),
  route({
    method: 'POST',
    path: '/api/automations/import/preview',
    access: MANAGE,
    summary: 'What importing a map will find here, make anew, and what has to be chosen',
    body: previewImportSchema,
    handle: async ({ inAccount, body }) => {
      const planned = await inAccount((db) => previewImport(db, body));
      const { name, map } = body.file;
      return { name, steps: map.steps.length, triggers: map.triggers.length, ...planned };
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/import',
    access: MANAGE,
    summary: 'Make a map from a file as a draft, with what it speaks of that is not here yet',
    body: importSchema,
    async handle({ inAccount, actor, viewer, ids, body }) {
      const { file: portable, choices, name } = body;
      const { row, things } = await inAccount((db) => instantiateMap(db, actor, { viewer, ids, portable, choices, name }));
      return {
        ...presentAutomation(row),
        made: things.filter(({ status }) => status === 'new').map(({ what, name: of }) => ({ what, name: of })),
      };
    },
  }),
];
