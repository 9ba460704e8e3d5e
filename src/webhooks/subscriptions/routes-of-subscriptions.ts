import { route, type Route } from '../../app/http.ts';
import { listWebhooks } from '../list-webhooks.ts';
import { secretState } from '../secret-state.ts';
import { logDays, newSubscription, replaySchema, subscriptionChange, webhookParams, webhooksQuery } from '../schema.ts';
import { keepLog, logKept } from './keep-log.ts';
import { listSubscribableEvents } from './list-subscribable-events.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { replaySubscription } from './replay-deliveries.ts';
import { resumeSubscription } from './resume-subscription.ts';
import { rotateSubscriptionSecret } from './rotate-subscription-secret.ts';
import { subscribe } from './subscribe.ts';
import { subscriptionById, subscriptionsOf } from './subscriptions-of.ts';
import { testSubscription } from './test-subscription.ts';
import { unsubscribe } from './unsubscribe.ts';
import { updateSubscription } from './update-subscription.ts';

const access = 'right:settings.manage';
const one = { access, params: webhookParams } as const;

export const routesOfSubscriptions: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/webhook-subscriptions',
    access,
    summary: 'List what other programs are told, and how it goes',
    handle: ({ inAccount }) => inAccount(async (db) => ({ subscriptions: await subscriptionsOf(db) })),
  }),
  route({
    method: 'POST',
    path: '/api/webhook-subscriptions',
    access,
    summary: 'Tell another program what happens; the secret is shown this once',
    tellsSecret: true,
    body: newSubscription,
    handle: ({ inAccount, actor, viewer, ids, body }) =>
      inAccount(async (db) => {
        const { id, secret } = await subscribe(db, actor, { viewer, ids, input: body });
        return { ...(await subscriptionById(db, id)), secret };
      }),
  }),
  route({
    method: 'GET',
    path: '/api/webhook-subscriptions/events',
    access,
    summary: 'List every kind of event that can be subscribed to',
    handle: async () => ({ events: listSubscribableEvents() }),
  }),
  route({
    method: 'GET',
    path: '/api/webhook-subscriptions/log',
    access,
    summary: 'Say how many days the log keeps what was taken and what failed',
    handle: ({ inAccount }) => inAccount(logKept),
  }),
  route({
    method: 'PUT',
    path: '/api/webhook-subscriptions/log',
    access,
    summary: 'Keep the log longer, or as long as is usual',
    body: logDays,
    handle: ({ inAccount, body }) =>
      inAccount(async (db) => {
        await keepLog(db, body);
        return body;
      }),
  }),
  route({
    ...one,
    method: 'GET',
    path: '/api/webhook-subscriptions/:id',
    summary: 'Show a subscription',
    handle: ({ inAccount, params }) => inAccount((db) => subscriptionById(db, params.id)),
  }),
  route({
    ...one,
    method: 'PATCH',
    path: '/api/webhook-subscriptions/:id',
    summary: 'Change what a program is told, how, and where',
    body: subscriptionChange,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount(async (db) => {
        await updateSubscription(db, actor, { viewer, id: params.id, change: body });
        return subscriptionById(db, params.id);
      }),
  }),
  route({
    ...one,
    method: 'DELETE',
    path: '/api/webhook-subscriptions/:id',
    summary: 'End a subscription; what waits is not sent',
    handle: ({ inAccount, actor, viewer, params }) => inAccount((db) => unsubscribe(db, actor, viewer, params.id)),
  }),
  route({
    ...one,
    method: 'POST',
    path: '/api/webhook-subscriptions/:id/pause',
    summary: 'Send nothing more for now; what happens waits',
    handle: ({ inAccount, actor, viewer, params }) => inAccount((db) => pauseSubscription(db, actor, viewer, params.id)),
  }),
  route({
    ...one,
    method: 'POST',
    path: '/api/webhook-subscriptions/:id/resume',
    summary: 'Go on sending, with what waits first',
    handle: ({ inAccount, actor, viewer, params }) => inAccount((db) => resumeSubscription(db, actor, viewer, params.id)),
  }),
  route({
    ...one,
    method: 'GET',
    path: '/api/webhook-subscriptions/:id/secret',
    summary: 'Say since when a subscription’s secret signs, and until when the one before it',
    handle: ({ inAccount, params }) =>
      inAccount(async (db) => {
        await subscriptionById(db, params.id);
        return secretState(db, params.id);
      }),
  }),
  route({
    ...one,
    method: 'POST',
    path: '/api/webhook-subscriptions/:id/secret',
    summary: 'Make a subscription a new secret, shown this once; the one before signs for a day more',
    tellsSecret: true,
    perMinute: 10,
    handle: ({ inAccount, actor, viewer, ids, params }) =>
      inAccount(async (db) => {
        const secret = await rotateSubscriptionSecret(db, actor, { viewer, ids, id: params.id });
        return { secret, ...(await secretState(db, params.id)) };
      }),
  }),
  route({
    ...one,
    method: 'POST',
    path: '/api/webhook-subscriptions/:id/test',
    summary: 'Send a made-up event once and show what was answered',
    perMinute: 20,
    handle: ({ database, accountId, viewer, params }) =>
      testSubscription(database, accountId, { viewer, userId: viewer.userId, id: params.id }),
  }),
  route({
    ...one,
    method: 'GET',
    path: '/api/webhook-subscriptions/:id/deliveries',
    summary: 'List what a subscription was sent, newest first',
    query: webhooksQuery.omit({ subscription: true }),
    handle: ({ inAccount, viewer, params, query }) =>
      inAccount(async (db) => {
        await subscriptionById(db, params.id);
        return listWebhooks(db, viewer, { ...query, subscription: params.id });
      }),
  }),
  route({
    ...one,
    method: 'POST',
    path: '/api/webhook-subscriptions/:id/replay',
    summary: 'Send again what failed, or all of a span of time',
    body: replaySchema,
    perMinute: 20,
    handle: ({ inAccount, actor, viewer, params, body }) =>
      inAccount(async (db) => ({ count: await replaySubscription(db, actor, { viewer, id: params.id, asked: body }) })),
  }),
];
