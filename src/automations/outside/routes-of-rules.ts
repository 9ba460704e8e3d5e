import { route, type Route } from '../../app/http.ts';
import { changeRule } from './change-rule.ts';
import { createRule } from './create-rule.ts';
import { deleteRule } from './delete-rule.ts';
import { listRules } from './list-rules.ts';
import { openSeenRule } from './load-rule.ts';
import { presentAutomation } from '../present.ts';
import { presentListedRule, presentRule } from './present-rule.ts';
import { pauseRule } from './pause-rule.ts';
import { resumeRule } from './resume-rule.ts';
import { changedRuleSchema, newRuleSchema } from '../rules/rule-shape.ts';
import { automationParams } from '../schema.ts';

const MANAGE = 'right:automations.manage';

export const routesOfRules: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rules',
    access: 'user',
    summary: 'Every rule with how often it ran and when it last did',
    handle: async ({ inAccount, viewer }) => (await inAccount((db) => listRules(db, viewer))).map(presentListedRule),
  }),
  route({
    method: 'POST',
    path: '/api/rules',
    access: MANAGE,
    summary: 'Make a rule; it runs from now on, if it can',
    body: newRuleSchema,
    handle: async ({ inAccount, actor, viewer, ids, body }) =>
      presentRule(await inAccount((db) => createRule(db, actor, { viewer, ids }, body))),
  }),
  route({
    method: 'GET',
    path: '/api/rules/:id',
    access: 'user',
    summary: 'One rule, and what keeps it from running',
    params: automationParams,
    handle: async ({ inAccount, viewer, params }) => presentRule(await inAccount((db) => openSeenRule(db, viewer, params.id))),
  }),
  route({
    method: 'PUT',
    path: '/api/rules/:id',
    access: MANAGE,
    summary: 'Change a rule; it runs so from now on, if it can',
    params: automationParams,
    body: changedRuleSchema,
    handle: async ({ inAccount, actor, viewer, params, body }) =>
      presentRule(await inAccount((db) => changeRule(db, actor, { viewer, id: params.id }, body))),
  }),
  route({
    method: 'POST',
    path: '/api/rules/:id/pause',
    access: MANAGE,
    summary: 'Stop a rule until it is resumed',
    params: automationParams,
    handle: async ({ inAccount, actor, params }) => presentAutomation(await inAccount((db) => pauseRule(db, actor, params.id))),
  }),
  route({
    method: 'POST',
    path: '/api/rules/:id/resume',
    access: MANAGE,
    summary: 'Let a rule run again, as it was last saved',
    params: automationParams,
    handle: async ({ inAccount, actor, params }) => presentAutomation(await inAccount((db) => resumeRule(db, actor, params.id))),
  }),
  route({
    method: 'DELETE',
    path: '/api/rules/:id',
    access: MANAGE,
    summary: 'Delete a rule',
    params: automationParams,
    handle: ({ inAccount, actor, params }) => inAccount((db) => deleteRule(db, actor, params.id)),
  }),
];
