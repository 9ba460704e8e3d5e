import { eventKind } from '../ledger/index.ts';

const OF_A_DELIVERY = { retention: 'behaviour', subject: 'webhook', trigger: true } as const;

// The subject is the delivery; data is {host, attempts} and what the other side answered ({status}) or why it failed ({reason}).
export const webhookSent = eventKind('webhook.sent', OF_A_DELIVERY);
export const webhookFailed = eventKind('webhook.failed', OF_A_DELIVERY);
export const webhookCaptured = eventKind('webhook.captured', OF_A_DELIVERY);
/** Somebody asked for a delivery once more. */
export const webhookRepeated = eventKind('webhook.repeated', { retention: 'business', subject: 'webhook' });
export const webhookSecretChanged = eventKind('webhook_secret.changed', { retention: 'proof' });

export const webhookEvents = [webhookSent, webhookFailed, webhookCaptured, webhookRepeated, webhookSecretChanged] as const;
