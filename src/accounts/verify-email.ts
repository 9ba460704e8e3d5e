import type { Database } from '../app/db.ts';
import { finishSignUp } from './finish-sign-up.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { emailOfToken } from './identity/verification-token.ts';
import { personByEmail } from './queries/identity.ts';

/**
 * Takes the token of a verification letter as proof of the address and, if a sign-up waits for it, makes the account. A token that
 * comes again changes nothing and signs nobody in. Refuses with `link_invalid` or `link_expired`.
 */
export async function verifyEmail(database: Database, token: string): Promise<void> {
  await refusing(authOf(database).api.verifyEmail({ query: { token } }));
  const person = await database.system((db) => personByEmail(db, emailOfToken(token)));
  if (person) await finishSignUp(database, person);
}
