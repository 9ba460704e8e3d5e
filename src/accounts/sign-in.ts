import type { Database } from '../app/db.ts';
import { acceptTermsByUse } from './accept-terms-by-use.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { forgiveTries, limitTries } from './identity/limits.ts';
import { noteSession, type Visit } from './identity/sessions.ts';
import { hashOf } from './identity/tokens.ts';
import { deleteSessionByToken } from './queries/identity.ts';
import type { SignIn } from './schema.ts';

/**
 * Opens a session for who knows the password, and gives its token. The token is always new, and the session the browser came with, if
 * any, is over. Refuses with `wrong_credentials` (the same for unknown addresses), `email_not_verified` and `too_many_requests`.
 */
export async function signIn(database: Database, visit: Visit, input: SignIn, formerToken?: string): Promise<string> {
  const tries = { email: input.email, ip: visit.ip };
  await limitTries(database, 'sign-in', tries);
  const { token, user } = await refusing(authOf(database).api.signInEmail({ body: { email: input.email, password: input.password } }));
  await forgiveTries(database, 'sign-in', tries);
  if (formerToken !== undefined) await database.system((db) => deleteSessionByToken(db, hashOf(formerToken)));
  await noteSession(database, user.id, token, visit);
  await acceptTermsByUse(database, user.id, visit.ip);
  return token;
}
