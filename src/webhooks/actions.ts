import type { Action } from '../app/kernel/domain.ts';
import { readTexts } from '../records/index.ts';
import { findProblems } from './find-problems.ts';
import { queueWebhooks } from './queue-webhooks.ts';
import { textsOf } from './rules/request.ts';
import { tellSettings, webhookSettings, type TellSettings, type WebhookSettings } from './schema.ts';
import { tellSubscription } from './subscriptions/tell-subscription.ts';
import { subscriptionRows } from './queries/subscriptions.ts';

/** The step "send a webhook" of automations. */
export const webhookSend: Action<WebhookSettings> = {
  kind: 'webhook.send',
  settings: webhookSettings,
  offeredTo: 'maps',
  right: 'automations.manage',
  scopes: ['records:read'],
  summary: ({ method, url }) => `${method} ${url}`,
  problems: findProblems,
  async fields(db, objectId, settings) {
    const { fieldIds } = await readTexts(db, { objectId, texts: textsOf(settings).texts });
    return fieldIds.map((fieldId) => ({ objectId, fieldId }));
  },
  apply: queueWebhooks,
};

/** The step "tell a program that is subscribed" of automations. */
export const webhookTell: Action<TellSettings> = {
  kind: 'webhook.tell',
  settings: tellSettings,
  offeredTo: 'maps',
  right: 'automations.manage',
  async problems(db, _, { subscriptionId }) {
    const [subscription] = await subscriptionRows(db, [subscriptionId]);
    return subscription && subscription.state !== 'ended' ? [] : ['The program this tells is not subscribed any more. Choose another.'];
  },
  apply: tellSubscription,
};
