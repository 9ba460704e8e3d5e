/** Webhooks: their events, their log under Settings, and their form in maps. */
export const webhooks = {
  'event.webhook.sent': 'Webhook sent',
  'event.webhook.failed': 'Webhook failed',
  'event.webhook.captured': 'Webhook captured, not sent',
  'event.webhook.repeated': 'Webhook sent again',
  'event.webhook_secret.changed': 'Secret of webhooks changed',
  'notification.webhook.failed': '{count, plural, one {A webhook could not be delivered} other {# webhooks could not be delivered}}',
  'waiting.webhooks': 'Webhooks waiting to be sent',
} as const;
