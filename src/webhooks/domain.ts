import { z } from 'zod';
import type { Domain } from '../app/kernel/domain.ts';
import { webhookSend } from './actions.ts';
import { deliverWebhooks, finishWebhooks } from './deliver-webhooks.ts';
import { webhookEvents, webhookFailed } from './events.ts';
import { mergers } from './mergers.ts';
import { told } from './personal-data.ts';
import { accountsWithDueWebhooks, nextDueAt, waitingWebhooks } from './queries/deliveries.ts';
import { forgetOld } from './queries/log.ts';
import { routes } from './routes.ts';

const KEPT_DAYS = 30;

export const webhooks: Domain = {
  name: 'webhooks',
  events: webhookEvents,
  routes,
  actions: [webhookSend],
  loops: [
    {
      name: 'webhooks.deliver',
      due: (database, now) => database.system((db) => accountsWithDueWebhooks(db, now)),
      work: (database, accountId) => deliverWebhooks(database, accountId),
      finish: finishWebhooks,
    },
  ],
  jobs: [
    {
      name: 'webhooks.forget',
      payload: z.object({}),
      cron: '40 4 * * *',
      run: (database) => database.system((db) => forgetOld(db, KEPT_DAYS)),
    },
  ],
  notices: [{ kind: webhookFailed.kind, topic: 'work', to: [{ data: 'userIds', is: 'users' }] }],
  personalData: [told],
  mergers,
  nextDue: nextDueAt,
  waiting: async (db, until) => [
    { label: 'waiting.webhooks', count: await waitingWebhooks(db, until), place: '/settings/webhooks?status=queued' },
  ],
};
