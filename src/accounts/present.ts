import type { Identity } from '../app/http.ts';
import type { Viewer } from '../app/kernel/viewer.ts';
import type { AccountSettings } from './account-settings.ts';
import type { Asking } from './oauth/read-authorization.ts';
import type { ApiKeyRow } from './queries/api-keys.ts';
import type { AppRow } from './queries/apps.ts';
import type { GrantRow } from './queries/grants.ts';
import type { OpenSessionRow } from './queries/identity.ts';
import type { LetterRow } from './queries/installation.ts';
import type { InvitationRow } from './queries/invitations.ts';
import type { RoleRow } from './queries/roles.ts';
import type { PageTokenRow } from './queries/page-tokens.ts';
import type { AccountOfIdentity, UserRow } from './queries/users.ts';
import { stateOfKey } from './rules/keys.ts';
import { ACCOUNT_RIGHTS } from './schema.ts';
import type { SignedInPerson } from './signed-in-person.ts';

export const presentMe = (identity: Identity, { person, accounts }: SignedInPerson) => ({
  identity: { id: identity.id, email: identity.email, name: person?.name ?? '', isOperator: identity.isOperator },
  accounts: accounts.map(presentSeat),
});

const presentSeat = (row: AccountOfIdentity) => ({
  id: row.account_id,
  name: row.name,
  kind: row.kind,
  mode: row.mode,
  parentAccountId: row.parent_account_id,
  userId: row.user_id,
  roleName: row.role_name,
  clockOffsetMs: row.clock_offset_ms,
});

export const presentSession = (row: OpenSessionRow, currentId: string) => ({
  id: row.id,
  isCurrent: row.id === currentId,
  startedAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  ipAddress: row.ip_address ?? '',
  userAgent: row.user_agent ?? '',
});

export interface AccountView {
  id: number;
  settings: AccountSettings;
  now: Date;
  clockOffsetMs: number;
  user: Pick<UserRow, 'id' | 'name' | 'email' | 'role_name' | 'time_zone'>;
  viewer: Viewer;
}

export const presentAccount = ({ id, settings, now, clockOffsetMs, user, viewer }: AccountView) => ({
  id,
  ...settings,
  now,
  clockOffsetMs,
  user: { id: user.id, name: user.name, email: user.email, roleName: user.role_name, timeZone: user.time_zone },
  isOwner: viewer.isOwner,
  rights: ACCOUNT_RIGHTS.filter((right) => viewer.can(right)),
});

export const presentUser = (row: UserRow) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roleId: row.role_id,
  roleName: row.role_name,
  isOwner: row.is_owner,
  exceptions: row.exceptions,
  timeZone: row.time_zone,
  joinedAt: row.created_at,
  leftAt: row.left_at,
  hasLeft: row.left_at !== null,
});

export type PresentedUser = ReturnType<typeof presentUser>;

/** What every user may know of a colleague: enough to name the owner of a record. */
export const presentColleague = (row: UserRow) => ({ id: row.id, name: row.name, hasLeft: row.left_at !== null });

export type PresentedColleague = ReturnType<typeof presentColleague>;

export const presentInvitation = (row: InvitationRow) => ({
  id: row.id,
  email: row.email,
  name: row.name,
  roleId: row.role_id,
  roleName: row.role_name,
  invitedAt: row.created_at,
  expiresAt: row.expires_at,
});

export const presentRole = (row: RoleRow) => ({
  id: row.id,
  name: row.name,
  isOwner: row.is_owner,
  managerRoleId: row.manager_role_id,
  rights: row.rights,
  userCount: row.user_count,
});

export const presentApiKey = (row: ApiKeyRow, now: Date) => ({
  id: row.id,
  name: row.name,
  appId: row.app_id,
  userId: row.user_id,
  userName: row.user_name,
  /** Null for all that its user may. */
  scopes: row.scopes,
  isTest: row.is_test,
  state: stateOfKey({ expiresAt: row.expires_at, revokedAt: row.revoked_at }, now),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  /** Until when the secret before the last renewal works; null when it does not. */
  oldKeyUntil: row.old_key_until !== null && row.old_key_until > now ? row.old_key_until : null,
  /** When it was last seen in a browser page. */
  exposedAt: row.exposed_at,
  revokedAt: row.revoked_at,
});

/** What an app asks a person for, and where they would be sent. */
export const presentAsking = ({ app, redirectUri, scopes }: Asking) => ({
  app: { name: app.name, homePage: app.home_page, registeredItself: app.account_id === null },
  /** The site, or the scheme of a program, that hears the answer. */
  sentTo: /^https?:$/.test(new URL(redirectUri).protocol) ? new URL(redirectUri).host : new URL(redirectUri).protocol,
  scopes,
});

export const presentGrant = (row: GrantRow) => ({
  id: row.id,
  app: { name: row.app_name, homePage: row.home_page },
  userId: row.user_id,
  userName: row.user_name,
  scopes: row.scopes,
  connectedAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

export const presentApp = (row: AppRow) => ({
  clientId: row.client_id,
  name: row.name,
  homePage: row.home_page,
  redirectUris: row.redirect_uris,
  isConfidential: row.secret_hash !== null,
  createdAt: row.created_at,
});

export const presentPageToken = (row: PageTokenRow) => ({
  id: row.id,
  name: row.name,
  token: row.token,
  origins: row.origins,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

export const presentLetter = (row: LetterRow) => ({
  id: row.id,
  email: row.email,
  kind: row.kind,
  subject: row.subject,
  body: row.body,
  link: row.link,
  failure: row.failure,
  writtenAt: row.created_at,
});
