import { z } from 'zod';
import { route, type Route } from '../app/http.ts';
import { notFound } from '../app/kernel/problem.ts';
import { instantiateMap } from './portable/instantiate-map.ts';
import { previewImport } from './portable/preview-import.ts';
import { presentAutomation } from './present.ts';
import { importChoicesSchema, importSchema } from './rules/portable.ts';
import { allTemplates } from './templates/all-templates.ts';
import type { Template } from './templates/template.ts';

const MANAGE = 'right:automations.manage';
const templateParams = z.object({ key: z.string().min(1).max(60) });
const makeSchema = z.strictObject({ choices: importChoicesSchema.default({}), name: importSchema.shape.name });

function templateOf(key: string): Template {
  const template = allTemplates.find((one) => one.key === key);
  if (!template) throw notFound('template');
  return template;
}

const presentTemplate = ({ key, job, summary, needs, file: { name, map, things } }: Template) => ({
  key,
  job,
  name,
  summary,
  needs,
  steps: map.steps.length,
  messages: Object.values(things.message).flatMap((message) => ('gone' in message ? [] : [message.name])),
});

export const routesOfTemplates: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/automations/templates',
    access: 'user',
    summary: 'The ready maps',
    handle: async () => allTemplates.map(presentTemplate),
  }),
  route({
    method: 'GET',
    path: '/api/automations/templates/:key',
    access: MANAGE,
    summary: 'A ready map with its messages, and what making it will find here and make anew',
    params: templateParams,
    async handle({ inAccount, params }) {
      const template = templateOf(params.key);
      const planned = await inAccount((db) => previewImport(db, { file: template.file, choices: {} }));
      return { ...presentTemplate(template), file: template.file, ...planned };
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/templates/:key',
    access: MANAGE,
    summary: 'Make a ready map as a draft, with what it speaks of that is not here yet',
    params: templateParams,
    body: makeSchema,
    async handle({ inAccount, actor, viewer, ids, params, body }) {
      const { file: portable } = templateOf(params.key);
      const { row } = await inAccount((db) => instantiateMap(db, actor, { viewer, ids, portable, choices: body.choices, name: body.name }));
      return presentAutomation(row);
    },
  }),
];
