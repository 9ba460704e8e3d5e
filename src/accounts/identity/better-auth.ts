import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import { log } from '../../app/log.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '../schema.ts';
import { authAdapter } from './auth-adapter.ts';
import { installationOf } from './installation.ts';
import { writeLetter } from './letters.ts';
import { SESSION_DAYS } from './session-cookie.ts';

const DAY_SECONDS = 86_400;
export const RESET_HOURS = 2;
export const VERIFY_HOURS = 48;

/**
 * better-auth keeps people, passwords (scrypt), sessions and the tokens of letters. It is called from our own operations and never
 * mounted, so that forgery, limits and problems are those of every other route. Sessions and letters are about people and not about
 * accounts, so they live in real time.
 */
function newAuth(database: Database) {
  const { baseUrl, secretKey } = installationOf(database);
  const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    appName: 'Quayside',
    baseURL: `${baseUrl}/api/identity`,
    secret: secretKey,
    telemetry: { enabled: false },
    // Its other messages name people.
    logger: { level: 'error', log: (_level, message) => log.error({ from: 'better-auth' }, message) },
    rateLimit: { enabled: false },
    database: authAdapter(database),
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'auth_sessions',
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...timestamps },
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_credentials',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', ...timestamps },
      storeIdentifier: 'hashed',
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      resetPasswordTokenExpiresIn: RESET_HOURS * 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        writeLetter(database, { kind: 'reset', to: user, link: `${baseUrl}/reset-password?token=${token}` }),
      onExistingUserSignUp: ({ user }) => writeLetter(database, { kind: 'already-known', to: user, link: `${baseUrl}/sign-in` }),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: VERIFY_HOURS * 3600,
      sendVerificationEmail: ({ user, token }) =>
        writeLetter(database, { kind: 'verify', to: user, link: `${baseUrl}/verify-email?token=${encodeURIComponent(token)}` }),
    },
    advanced: { ipAddress: { disableIpTracking: true }, useSecureCookies: baseUrl.startsWith('https:') },
  });
}

export type Auth = ReturnType<typeof newAuth>;

const made = new WeakMap<Database, Auth>();

/** The one better-auth of this database. */
export function authOf(database: Database): Auth {
  const auth = made.get(database) ?? newAuth(database);
  made.set(database, auth);
  return auth;
}

const REFUSALS: Record<string, Problem> = {
  INVALID_EMAIL_OR_PASSWORD: new Problem(
    'wrong_credentials',
    'The e-mail or the password is not right. Try again, or reset the password.',
    {
      status: 401,
    },
  ),
  EMAIL_NOT_VERIFIED: new Problem('email_not_verified', 'Open the link in the letter we sent you first, or ask for another letter.', {
    status: 403,
  }),
  INVALID_TOKEN: new Problem('link_invalid', 'This link is not valid, or was used already. Ask for another one.'),
  TOKEN_EXPIRED: new Problem('link_expired', 'This link has expired. Ask for another one.'),
  USER_NOT_FOUND: new Problem('link_invalid', 'This link is not valid, or was used already. Ask for another one.'),
};

/** Calls better-auth and tells its refusals in our words; what it does not explain stays an error. */
export async function refusing<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const refusal = error instanceof APIError ? REFUSALS[String(error.body?.code)] : undefined;
    throw refusal ? new Problem(refusal.code, refusal.message, { status: refusal.status }) : error;
  }
}
