export { TellSettings } from './tell-settings.tsx';
export { WebhookSettings } from './webhook-settings.tsx';
