/** Webhooks: their events, their log under Settings, and their form in maps. */
export const webhooks = {
  'event.webhook.sent': 'Webhook sent to {host}',
  'event.webhook.failed': 'Webhook to {host} failed',
  'event.webhook.captured': 'Webhook to {host} captured, not sent',
  'event.webhook.repeated': 'Webhook to {host} sent again',
  'criteria.event.webhook.sent': 'Had a webhook sent about them',
  'criteria.event.webhook.failed': 'Had a webhook fail',
  'criteria.event.webhook.captured': 'Had a webhook captured',
  'criteria.event.webhook.repeated': 'Had a webhook sent again',
  'automations.trigger.webhook.sent': 'A webhook is sent',
  'automations.trigger.webhook.failed': 'A webhook fails for good',
  'automations.trigger.webhook.captured': 'A webhook is captured while practising',
  'event.webhook_secret.changed': 'Secret of webhooks changed',
  'notification.webhook.failed': '{count, plural, one {A webhook could not be delivered} other {# webhooks could not be delivered}}',
  'waiting.webhooks': 'Webhooks waiting to be sent',
} as const;
