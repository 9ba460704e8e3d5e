import { route, type Route } from '../../app/http.ts';
import { presentTaskTemplate } from '../tasks/present.ts';
import { taskTemplates } from '../queries/task-templates.ts';
import { taskTemplateBody } from '../rules/task-shapes.ts';
import { taskParams } from '../schema.ts';
import { rolesOfTasks } from '../task-for.ts';
import { outcomeActions } from '../tasks/check-template.ts';
import { createTaskTemplate } from '../tasks/create-task-template.ts';
import { deleteTaskTemplate } from '../tasks/delete-task-template.ts';
import { updateTaskTemplate } from '../tasks/update-task-template.ts';

/** Outcomes set off what maps set off, so whoever may build maps builds templates. */
const RIGHT = 'automations.manage';

export const taskTemplateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/task-templates',
    access: 'user',
    summary: 'List the task templates, and the roles that tasks may wait for',
    handle: ({ inAccount, viewer }) =>
      inAccount(async (db) => ({
        roles: await rolesOfTasks(db),
        templates: (await taskTemplates(db))
          .filter(({ object_id }) => viewer.on(object_id).view !== 'none')
          .map((template) => presentTaskTemplate(template, viewer.can(RIGHT))),
      })),
  }),
  route({
    method: 'GET',
    path: '/api/task-templates/steps',
    access: `right:${RIGHT}`,
    summary: 'List what outcomes of tasks may set off',
    handle: async ({ viewer }) => ({
      steps: outcomeActions()
        .filter(({ right }) => right === undefined || viewer.can(right))
        .map(({ kind }) => kind),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/task-templates',
    access: `right:${RIGHT}`,
    summary: 'Make a task template',
    body: taskTemplateBody,
    handle: ({ body, inAccount, actor, viewer, ids }) =>
      inAccount(async (db) => ({ id: await createTaskTemplate(db, actor, { viewer, ids, input: body }) })),
  }),
  route({
    method: 'PUT',
    path: '/api/task-templates/:id',
    access: `right:${RIGHT}`,
    summary: 'Write a task template anew',
    params: taskParams,
    body: taskTemplateBody,
    handle: ({ params, body, inAccount, actor, viewer }) =>
      inAccount((db) => updateTaskTemplate(db, actor, { viewer, id: params.id, input: body })),
  }),
  route({
    method: 'DELETE',
    path: '/api/task-templates/:id',
    access: `right:${RIGHT}`,
    summary: 'Take a task template out of use',
    params: taskParams,
    handle: ({ params, inAccount, actor }) => inAccount((db) => deleteTaskTemplate(db, actor, params.id)),
  }),
];
