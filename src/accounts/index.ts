export { accountSettings, type AccountSettings } from './account-settings.ts';
export { createAccount, type NewAccount } from './create-account.ts';
export { identify } from './identify.ts';
export { viewerOf } from './viewer.ts';
