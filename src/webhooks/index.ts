export { COMPATIBLE_EVENTS } from './rules/compatible-events.ts';
export { subscribe } from './subscriptions/subscribe.ts';
export { subscriptionsOf } from './subscriptions/subscriptions-of.ts';
export { unsubscribe } from './subscriptions/unsubscribe.ts';
export { updateSubscription } from './subscriptions/update-subscription.ts';
export { countWebhookLog, type LogPage } from './queries/log-page.ts';
export { lastTold, toldLog, type ToldDelivery } from './told-log.ts';
export type { Amount, NewSubscription, Subscription, Wish } from './schema.ts';
