import { z } from 'zod';
import type { Domain } from '../app/kernel/domain.ts';
import { webhookSend, webhookTell } from './actions.ts';
import { deliverWebhooks, finishWebhooks } from './deliver-webhooks.ts';
import {
  webhookEvents,
  webhookFailed,
  webhookSubscriptionEnded,
  webhookSubscriptionOverloaded,
  webhookSubscriptionPaused,
} from './events.ts';
import { mergers } from './mergers.ts';
import { told } from './personal-data.ts';
import { accountsWithDueWebhooks, nextDueAt, waitingWebhooks } from './queries/deliveries.ts';
import { accountsWithIntake } from './queries/intake.ts';
import { forgetOld, forgetOldOfSubscriptions } from './queries/log.ts';
import { routes } from './routes.ts';
import { LOG_DAYS } from './schema.ts';
import { fillIntake } from './subscriptions/fill-intake.ts';
import { FOLLOWER, followSubscriptions, followSubscriptionsTogether } from './subscriptions/follow-subscriptions.ts';
import { leaveSubscriptions } from './subscriptions/leave-subscriptions.ts';

const KEPT_DAYS = 30;
/** So long waits what a subscription is owed that is paused. */
const HELD_DAYS = 7;

export const webhooks: Domain = {
  name: 'webhooks',
  events: webhookEvents,
  routes,
  actions: [webhookSend, webhookTell],
  loops: [
    {
      name: 'webhooks.deliver',
      due: (database, now) => database.system((db) => accountsWithDueWebhooks(db, now)),
      work: (database, accountId) => deliverWebhooks(database, accountId),
      finish: finishWebhooks,
    },
    {
      name: 'webhooks.fill',
      due: (database) => database.system(accountsWithIntake),
      work: (database, accountId) => database.account(accountId, fillIntake),
    },
  ],
  followers: [{ name: FOLLOWER, kinds: 'requested', follow: followSubscriptions, followSeveral: followSubscriptionsTogether }],
  jobs: [
    {
      name: 'webhooks.forget',
      payload: z.object({}),
      cron: '40 4 * * *',
      run: (database) =>
        database.system(async (db) => {
          await forgetOld(db, KEPT_DAYS);
          await forgetOldOfSubscriptions(db, { ...LOG_DAYS, held: HELD_DAYS });
        }),
    },
  ],
  notices: [webhookFailed, webhookSubscriptionPaused, webhookSubscriptionOverloaded, webhookSubscriptionEnded].map(({ kind }) => ({
    kind,
    topic: 'work',
    to: [{ data: 'userIds', is: 'users' }],
  })),
  reassign: leaveSubscriptions,
  personalData: [told],
  mergers,
  nextDue: nextDueAt,
  waiting: async (db, until) => [
    { label: 'waiting.webhooks', count: await waitingWebhooks(db, until), place: '/settings/webhooks?status=queued' },
  ],
};
