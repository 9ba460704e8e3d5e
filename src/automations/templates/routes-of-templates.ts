import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import { notFound } from '../../app/kernel/problem.ts';
import { messageSenderSchema } from '../../email/index.ts';
import { previewImport } from '../portable/preview-import.ts';
import { presentAutomation } from '../present.ts';
import { importChoicesSchema, importSchema } from '../rules/portable.ts';
import { automationParams } from '../schema.ts';
import { allTemplates } from './all-templates.ts';
import { makeTemplate } from './make-template.ts';
import { presentTemplate, presentTemplateWhole } from './present-template.ts';
import type { Template } from './template.ts';
import { undoTemplate } from './undo-template.ts';

const MANAGE = 'right:automations.manage';
const templateParams = z.object({ key: z.string().min(1).max(60) });
const previewBody = z.strictObject({ choices: importChoicesSchema.default({}) });
const makeSchema = previewBody.extend({ name: importSchema.shape.name, sender: messageSenderSchema.optional() });

function templateOf(key: string): Template {
  const template = allTemplates.find((one) => one.key === key);
  if (!template) throw notFound('template');
  return template;
}

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
    summary: 'A ready map with its messages',
    params: templateParams,
    handle: async ({ params }) => presentTemplateWhole(templateOf(params.key)),
  }),
  route({
    method: 'POST',
    path: '/api/automations/templates/:key/preview',
    access: MANAGE,
    summary: 'What making a ready map will find here and make anew, and what has to be chosen',
    params: templateParams,
    body: previewBody,
    handle: ({ inAccount, params, body }) => inAccount((db) => previewImport(db, { file: templateOf(params.key).file, ...body })),
  }),
  route({
    method: 'POST',
    path: '/api/automations/templates/:key',
    access: MANAGE,
    summary: 'Make a ready map as a draft, with what it speaks of that is not here yet',
    params: templateParams,
    body: makeSchema,
    async handle({ inAccount, actor, viewer, ids, params, body }) {
      const template = templateOf(params.key);
      const { row, made } = await inAccount((db) => makeTemplate(db, actor, { viewer, ids, template, ...body }));
      return { ...presentAutomation(row), made };
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/undo-template',
    access: MANAGE,
    summary: 'Take a map made from a template away again, with what was made for it, while it has never run',
    params: automationParams,
    handle: ({ inAccount, actor, viewer, params }) => inAccount((db) => undoTemplate(db, actor, { viewer, id: params.id })),
  }),
];
