import type { ComponentType } from 'react';

/**
 * A screen of an account. `path` follows `/a/$account`; the component is loaded when it is first gone to, reads its parameters with
 * `useParam('id')` and its search with `useUrlState`, and begins with a `PageHeader`, which also names the document.
 */
export interface Screen {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

/** Every screen of an account. Append yours. */
export const screens: readonly Screen[] = [
  { path: '/', load: () => import('./home/home-page.tsx') },
  { path: '/records/$object', load: () => import('../records/list-page.tsx') },
  { path: '/automations', load: () => import('../automations/automations-page.tsx') },
  { path: '/automations/rules', load: () => import('../automations/outside/rules-page.tsx') },
  { path: '/automations/templates', load: () => import('../automations/templates/gallery-page.tsx') },
  { path: '/automations/templates/$key', load: () => import('../automations/templates/template-page.tsx') },
  { path: '/automations/$id', load: () => import('../automations/automation-page.tsx') },
  { path: '/records/$object/duplicates', load: () => import('../transfer/duplicates/duplicates-page.tsx') },
  { path: '/records/$object/$id', load: () => import('../records/record-page.tsx') },
  { path: '/tasks', load: () => import('../records/tasks-page.tsx') },
  { path: '/groups', load: () => import('../criteria/groups-page.tsx') },
  { path: '/groups/$id', load: () => import('../criteria/group-page.tsx') },
  { path: '/messages', load: () => import('../email/messages-page.tsx') },
  { path: '/messages/broadcasts', load: () => import('../email/broadcasts/broadcasts-page.tsx') },
  { path: '/messages/broadcasts/new', load: () => import('../email/broadcasts/new-broadcast-page.tsx') },
  { path: '/messages/broadcasts/$id', load: () => import('../email/broadcasts/broadcast-page.tsx') },
  { path: '/messages/templates', load: () => import('../email/templates/gallery-page.tsx') },
  { path: '/messages/$id', load: () => import('../email/message-page.tsx') },
  { path: '/messages/$id/report', load: () => import('../email/reports/message-report-page.tsx') },
  { path: '/inbox', load: () => import('../inbox/inbox-page.tsx') },
  { path: '/forms', load: () => import('../forms/forms-page.tsx') },
  { path: '/forms/$id', load: () => import('../forms/form-page.tsx') },
  { path: '/settings/assistants', load: () => import('../api/tools-page.tsx') },
  { path: '/settings/visits', load: () => import('../visits/visits-page.tsx') },
  { path: '/outbox', load: () => import('../email/outbox-page.tsx') },
  { path: '/outbox/$id', load: () => import('../email/letter-page.tsx') },
  { path: '/imports', load: () => import('../transfer/imports-page.tsx') },
  { path: '/imports/new', load: () => import('../transfer/new-import-page.tsx') },
  { path: '/imports/$id', load: () => import('../transfer/import-page.tsx') },
  { path: '/bulk', load: () => import('../transfer/bulk/bulk-runs-page.tsx') },
  { path: '/bulk/$id', load: () => import('../transfer/bulk/bulk-run-page.tsx') },
  { path: '/bin', load: () => import('../records/bin/bin-page.tsx') },
  { path: '/settings', load: () => import('../accounts/settings-index-page.tsx') },
  { path: '/settings/profile', load: () => import('../accounts/profile-page.tsx') },
  { path: '/settings/account', load: () => import('../accounts/account-page.tsx') },
  { path: '/settings/users', load: () => import('../accounts/users-page.tsx') },
  { path: '/settings/roles', load: () => import('../accounts/roles-page.tsx') },
  { path: '/settings/inboxes', load: () => import('../inbox/inboxes-page.tsx') },
  { path: '/settings/answers', load: () => import('../inbox/answers-page.tsx') },
  { path: '/settings/brand', load: () => import('../documents/brand/brand-page.tsx') },
  { path: '/settings/mail', load: () => import('../email/mail-settings-page.tsx') },
  { path: '/settings/sending-domains', load: () => import('../email/domains/sending-domains-page.tsx') },
  { path: '/settings/inbound', load: () => import('../email/inbound/inbound-page.tsx') },
  { path: '/settings/deliverability', load: () => import('../email/deliverability/deliverability-page.tsx') },
  { path: '/settings/import-sources', load: () => import('../transfer/sources/sources-page.tsx') },
  { path: '/settings/import-sources/$id', load: () => import('../transfer/sources/source-page.tsx') },
  { path: '/settings/webhooks', load: () => import('../webhooks/webhooks-page.tsx') },
  { path: '/settings/webhooks/$id', load: () => import('../webhooks/webhook-page.tsx') },
  { path: '/settings/permission', load: () => import('../compliance/permission-page.tsx') },
  { path: '/settings/topics', load: () => import('../compliance/topics-page.tsx') },
  { path: '/settings/suppressions', load: () => import('../compliance/suppressions-page.tsx') },
  { path: '/settings/import-reviews', load: () => import('../compliance/import-reviews-page.tsx') },
  { path: '/settings/abuse-desk', load: () => import('../compliance/abuse-desk-page.tsx') },
  { path: '/settings/keys', load: () => import('../accounts/keys/keys-page.tsx') },
  { path: '/settings/connected-apps', load: () => import('../accounts/keys/connected-apps-page.tsx') },
  { path: '/settings/apps', load: () => import('../accounts/keys/apps-page.tsx') },
  { path: '/settings/going-live', load: () => import('../accounts/going-live-page.tsx') },
  { path: '/settings/installation', load: () => import('../accounts/installation-page.tsx') },
  { path: '/settings/letters', load: () => import('../accounts/identity-letters-page.tsx') },
  { path: '/settings/task-templates', load: () => import('../records/task-templates-page.tsx') },
  { path: '/settings/scoring', load: () => import('../leads/scoring-page.tsx') },
  { path: '/settings/scoring/$id', load: () => import('../leads/score-page.tsx') },
  { path: '/settings/lead-routers', load: () => import('../leads/routers-page.tsx') },
  { path: '/settings/lead-routers/$id', load: () => import('../leads/router-page.tsx') },
  { path: '/settings/tags', load: () => import('../records/tags/tags-page.tsx') },
  { path: '/settings/objects', load: () => import('../records/objects-page.tsx') },
  { path: '/settings/objects/$object', load: () => import('../records/object-page.tsx') },
];

/** Screens without an account: signing in and up, setting the installation up. `path` is the whole address. */
export const identityScreens: readonly Screen[] = [
  { path: '/sign-in', load: () => import('../accounts/sign-in-page.tsx') },
  { path: '/sign-up', load: () => import('../accounts/sign-up-page.tsx') },
  { path: '/verify-email', load: () => import('../accounts/verify-page.tsx') },
  { path: '/reset', load: () => import('../accounts/reset-page.tsx') },
  { path: '/reset-password', load: () => import('../accounts/new-password-page.tsx') },
  { path: '/set-up', load: () => import('../accounts/set-up-page.tsx') },
  { path: '/invitation', load: () => import('../accounts/invitation-page.tsx') },
  { path: '/oauth/authorize', load: () => import('../accounts/keys/consent-page.tsx') },
];
