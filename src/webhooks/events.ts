import { eventKind } from '../ledger/index.ts';

const OF_A_DELIVERY = { retention: 'behaviour', subject: 'webhook', trigger: true } as const;
const OF_A_SUBSCRIPTION = { retention: 'business', subject: 'webhook_subscription' } as const;

// The subject is the delivery; data is {host, attempts} and what the other side answered ({status}) or why it failed ({reason}).
export const webhookSent = eventKind('webhook.sent', OF_A_DELIVERY);
export const webhookFailed = eventKind('webhook.failed', OF_A_DELIVERY);
export const webhookCaptured = eventKind('webhook.captured', OF_A_DELIVERY);
/** Somebody asked for a delivery once more. */
export const webhookRepeated = eventKind('webhook.repeated', { retention: 'business', subject: 'webhook' });
export const webhookSecretChanged = eventKind('webhook_secret.changed', { retention: 'proof' });

// Of subscriptions data is {host} and what was changed ({changed}), why ({reason}), whom to tell ({userIds}), how many are sent again ({count}). What
// they are told is logged with the deliveries and is no event: a subscription to such events would never come to rest.
export const webhookSubscriptionCreated = eventKind('webhook_subscription.created', OF_A_SUBSCRIPTION);
export const webhookSubscriptionUpdated = eventKind('webhook_subscription.updated', OF_A_SUBSCRIPTION);
export const webhookSubscriptionDeleted = eventKind('webhook_subscription.deleted', OF_A_SUBSCRIPTION);
export const webhookSubscriptionPaused = eventKind('webhook_subscription.paused', OF_A_SUBSCRIPTION);
export const webhookSubscriptionResumed = eventKind('webhook_subscription.resumed', OF_A_SUBSCRIPTION);
/** The receiver said that its address is gone. */
export const webhookSubscriptionEnded = eventKind('webhook_subscription.ended', OF_A_SUBSCRIPTION);
/** So much waits that nothing more is written down; and enough of it has gone. */
export const webhookSubscriptionOverloaded = eventKind('webhook_subscription.overloaded', OF_A_SUBSCRIPTION);
export const webhookSubscriptionRelieved = eventKind('webhook_subscription.relieved', OF_A_SUBSCRIPTION);
export const webhookSubscriptionReplayed = eventKind('webhook_subscription.replayed', OF_A_SUBSCRIPTION);
export const webhookSubscriptionSecretChanged = eventKind('webhook_subscription.secret_changed', {
  retention: 'proof',
  subject: 'webhook_subscription',
});

export const webhookEvents = [
  webhookSent,
  webhookFailed,
  webhookCaptured,
  webhookRepeated,
  webhookSecretChanged,
  webhookSubscriptionCreated,
  webhookSubscriptionUpdated,
  webhookSubscriptionDeleted,
  webhookSubscriptionPaused,
  webhookSubscriptionResumed,
  webhookSubscriptionEnded,
  webhookSubscriptionOverloaded,
  webhookSubscriptionRelieved,
  webhookSubscriptionReplayed,
  webhookSubscriptionSecretChanged,
] as const;
