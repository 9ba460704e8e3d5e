import { eventKind } from '../ledger/index.ts';

export const accountCreated = eventKind('account.created', { retention: 'proof' });
export const accountUpdated = eventKind('account.updated', { retention: 'business' });
export const accountWentLive = eventKind('account.went_live', { retention: 'proof' });
export const accountPractises = eventKind('account.practises', { retention: 'proof' });
export const clockMoved = eventKind('clock.moved', { retention: 'business' });
export const sandboxRemoved = eventKind('sandbox.removed', { retention: 'proof' });
export const termsAccepted = eventKind('terms.accepted', { retention: 'proof', subject: 'user' });

export const userInvited = eventKind('user.invited', { retention: 'proof', subject: 'invitation' });
export const invitationWithdrawn = eventKind('invitation.withdrawn', { retention: 'proof', subject: 'invitation' });
export const userJoined = eventKind('user.joined', { retention: 'proof', subject: 'user' });
export const userRenamed = eventKind('user.renamed', { retention: 'business', subject: 'user' });
/** Data is {timeZone: [before, after]}, null standing for the account's. */
export const userZoneChanged = eventKind('user.time_zone_changed', { retention: 'business', subject: 'user' });
export const userRoleChanged = eventKind('user.role_changed', { retention: 'proof', subject: 'user' });
export const userExceptionsChanged = eventKind('user.exceptions_changed', { retention: 'proof', subject: 'user' });
export const userLeft = eventKind('user.left', { retention: 'proof', subject: 'user' });
export const userSignedIn = eventKind('user.signed_in', { retention: 'proof', subject: 'user' });
export const userSignedOut = eventKind('user.signed_out', { retention: 'proof', subject: 'user' });
export const passwordChanged = eventKind('user.password_changed', { retention: 'proof', subject: 'user' });

export const roleCreated = eventKind('role.created', { retention: 'proof', subject: 'role' });
export const roleUpdated = eventKind('role.updated', { retention: 'proof', subject: 'role' });
export const roleDeleted = eventKind('role.deleted', { retention: 'proof', subject: 'role' });

export const apiKeyCreated = eventKind('api_key.created', { retention: 'proof', subject: 'api_key' });
/** Data is {oldKeyUntil}: until when the old secret works beside the new one; null for not at all. */
export const apiKeyRotated = eventKind('api_key.rotated', { retention: 'proof', subject: 'api_key' });
/** A page in a browser sent it. Data is {userIds}, who are told; personal is {page}. */
export const apiKeyExposed = eventKind('api_key.exposed', { retention: 'proof', subject: 'api_key' });
export const apiKeyRevoked = eventKind('api_key.revoked', { retention: 'proof', subject: 'api_key' });

export const appRegistered = eventKind('app.registered', { retention: 'proof' });
export const appUpdated = eventKind('app.updated', { retention: 'proof' });
export const appRemoved = eventKind('app.removed', { retention: 'proof' });
/** A user let an app in. Data is {userId, clientId, scopes}. */
export const appConnected = eventKind('app.connected', { retention: 'proof', subject: 'app_grant' });
/** Data is {userId, why}: user, user_left, app, app_removed, reused. */
export const appDisconnected = eventKind('app.disconnected', { retention: 'proof', subject: 'app_grant' });
/** A refresh token came a second time, so that somebody else has it. Data is {userIds}, who are told. */
export const appTokenReused = eventKind('app.token_reused', { retention: 'proof', subject: 'app_grant' });

export const pageTokenCreated = eventKind('page_token.created', { retention: 'proof', subject: 'page_token' });
export const pageTokenUpdated = eventKind('page_token.updated', { retention: 'proof', subject: 'page_token' });
export const pageTokenRevoked = eventKind('page_token.revoked', { retention: 'proof', subject: 'page_token' });

export const accountEvents = [
  accountCreated,
  accountUpdated,
  accountWentLive,
  accountPractises,
  clockMoved,
  sandboxRemoved,
  termsAccepted,
  userInvited,
  invitationWithdrawn,
  userJoined,
  userRenamed,
  userZoneChanged,
  userRoleChanged,
  userExceptionsChanged,
  userLeft,
  userSignedIn,
  userSignedOut,
  passwordChanged,
  roleCreated,
  roleUpdated,
  roleDeleted,
  apiKeyCreated,
  apiKeyRotated,
  apiKeyExposed,
  apiKeyRevoked,
  appRegistered,
  appUpdated,
  appRemoved,
  appConnected,
  appDisconnected,
  appTokenReused,
  pageTokenCreated,
  pageTokenUpdated,
  pageTokenRevoked,
] as const;
