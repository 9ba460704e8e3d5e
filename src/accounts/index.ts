export { accountOwner } from './account-owner.ts';
export { accountSettings, type AccountSettings } from './account-settings.ts';
export { createApiKey } from './keys/create-api-key.ts';
export { createAccount, type NewAccount } from './create-account.ts';
export {
  accountCreated,
  accountPractises,
  accountUpdated,
  accountWentLive,
  clockMoved,
  termsAccepted,
  userJoined,
  userLeft,
  userRoleChanged,
  userSignedIn,
} from './events.ts';
export { goLive } from './go-live.ts';
export { identify } from './identify.ts';
export { postLetter } from './identity/letters.ts';
export { namesOfGrants } from './queries/grants.ts';
export { newChallenge, requireProof } from './identity/proof-of-work.ts';
export { prepareInstallation, installationOf, type InboundMail, type Installation } from './identity/installation.ts';
export { installationSettings, type InstallationSettings } from './installation-settings.ts';
export { installationSmtp, type InstallationSmtp } from './installation-smtp.ts';
export { nameAndKind } from './queries/accounts.ts';
export { clockAhead, identitiesOf, openEmptyAccount, setClockAhead } from './open-empty-account.ts';
export { moveClock, nextDue } from './move-clock.ts';
export { practise } from './practise.ts';
export { removeSandbox, sandboxesOf } from './remove-sandbox.ts';
export { roleRows as rolesOf } from './queries/roles.ts';
export { setupLink } from './setup-link.ts';
export { updateAccount } from './update-account.ts';
export { usersOf, type AccountUser } from './users-of.ts';
export { viewerOf } from './viewer-of.ts';
