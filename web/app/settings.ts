import type { Account } from './session.ts';
import type { MessageKey } from './messages/t.ts';

/** One page of the settings. */
export interface SettingsPlace {
  id: string;
  label: MessageKey;
  /** After `/a/$account`. */
  path: string;
  group: 'you' | 'account' | 'records' | 'sending' | 'installation';
  /** Only for who runs the installation. */
  forOperator?: boolean;
  visible?: (account: Account) => boolean;
}

export const holds =
  (right: string) =>
  (account: Account): boolean =>
    account.isOwner || account.rights.includes(right);

/** The list beside every settings page. Append yours. */
export const settingsPlaces: readonly SettingsPlace[] = [
  { id: 'profile', label: 'accounts.profile', path: '/settings/profile', group: 'you' },
  { id: 'connected-apps', label: 'keys.connected', path: '/settings/connected-apps', group: 'you' },
  { id: 'account', label: 'accounts.account', path: '/settings/account', group: 'account', visible: holds('settings.manage') },
  { id: 'users', label: 'accounts.users', path: '/settings/users', group: 'account', visible: holds('users.manage') },
  { id: 'roles', label: 'accounts.roles', path: '/settings/roles', group: 'account', visible: holds('roles.manage') },
  { id: 'keys', label: 'accounts.keys', path: '/settings/keys', group: 'account', visible: holds('keys.manage') },
  { id: 'apps', label: 'keys.apps', path: '/settings/apps', group: 'account', visible: holds('keys.manage') },
  { id: 'assistants', label: 'tools.title', path: '/settings/assistants', group: 'account', visible: holds('settings.manage') },
  {
    id: 'going-live',
    label: 'accounts.live',
    path: '/settings/going-live',
    group: 'sending',
    visible: (account) => account.kind !== 'sandbox',
  },
  { id: 'installation', label: 'accounts.installation', path: '/settings/installation', group: 'installation', forOperator: true },
  { id: 'letters', label: 'accounts.letters', path: '/settings/letters', group: 'installation', forOperator: true },
  { id: 'objects', label: 'records.objects', path: '/settings/objects', group: 'records', visible: holds('fields.manage') },
  { id: 'tags', label: 'tags.title', path: '/settings/tags', group: 'records', visible: holds('fields.manage') },
  {
    id: 'task-templates',
    label: 'tasks.templates',
    path: '/settings/task-templates',
    group: 'records',
    visible: holds('automations.manage'),
  },
  { id: 'scoring', label: 'leads.scoring', path: '/settings/scoring', group: 'records', visible: holds('leads.manage') },
  { id: 'lead-routers', label: 'leads.routers', path: '/settings/lead-routers', group: 'records', visible: holds('leads.manage') },
  {
    id: 'import-sources',
    label: 'sources.title',
    path: '/settings/import-sources',
    group: 'records',
    visible: holds('records.import'),
  },
  { id: 'bulk', label: 'bulk.title', path: '/bulk', group: 'records' },
  { id: 'bin', label: 'bulk.bin', path: '/bin', group: 'records' },
  { id: 'visits', label: 'visits.title', path: '/settings/visits', group: 'records', visible: holds('forms.manage') },
  { id: 'webhooks', label: 'webhooks.title', path: '/settings/webhooks', group: 'sending', visible: holds('outbox.view') },
  { id: 'brand', label: 'brand.title', path: '/settings/brand', group: 'sending', visible: holds('settings.manage') },
  { id: 'mail', label: 'email.settings', path: '/settings/mail', group: 'sending', visible: holds('settings.manage') },
  { id: 'domains', label: 'domains.title', path: '/settings/sending-domains', group: 'sending', visible: holds('settings.manage') },
  { id: 'inbound', label: 'inbound.title', path: '/settings/inbound', group: 'sending', visible: holds('settings.manage') },
  {
    id: 'deliverability',
    label: 'deliverability.title',
    path: '/settings/deliverability',
    group: 'sending',
    visible: holds('outbox.view'),
  },
  { id: 'permission', label: 'permission.title', path: '/settings/permission', group: 'sending', visible: holds('settings.manage') },
  { id: 'topics', label: 'permission.topics', path: '/settings/topics', group: 'sending', visible: holds('settings.manage') },
  {
    id: 'suppressions',
    label: 'permission.suppressions',
    path: '/settings/suppressions',
    group: 'sending',
    visible: holds('settings.manage'),
  },
  {
    id: 'import-reviews',
    label: 'permission.reviews',
    path: '/settings/import-reviews',
    group: 'sending',
    visible: holds('settings.manage'),
  },
  { id: 'abuse-desk', label: 'permission.desk', path: '/settings/abuse-desk', group: 'installation', forOperator: true },
  { id: 'inboxes', label: 'inbox.settings', path: '/settings/inboxes', group: 'sending', visible: holds('settings.manage') },
  { id: 'answers', label: 'inbox.answers', path: '/settings/answers', group: 'sending', visible: holds('inbox.use') },
];
