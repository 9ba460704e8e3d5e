import type { Action } from '../app/kernel/domain.ts';
import { readTexts } from '../records/index.ts';
import { findProblems } from './find-problems.ts';
import { queueWebhooks } from './queue-webhooks.ts';
import { textsOf } from './rules/request.ts';
import { webhookSettings, type WebhookSettings } from './schema.ts';

/** The step "send a webhook" of automations. */
export const webhookSend: Action<WebhookSettings> = {
  kind: 'webhook.send',
  settings: webhookSettings,
  offeredTo: 'maps',
  right: 'automations.manage',
  summary: ({ method, url }) => `${method} ${url}`,
  problems: findProblems,
  async fields(db, objectId, settings) {
    const { fieldIds } = await readTexts(db, { objectId, texts: textsOf(settings).texts });
    return fieldIds.map((fieldId) => ({ objectId, fieldId }));
  },
  apply: queueWebhooks,
};
