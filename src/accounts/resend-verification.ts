import type { Database } from '../app/db.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { limitTries } from './identity/limits.ts';
import type { Visit } from './identity/sessions.ts';

/** Sends the verification letter again to an address that waits for it. Says the same whether or not it does. */
export async function resendVerification(database: Database, visit: Visit, email: string): Promise<void> {
  await limitTries(database, 'letter', { email, ip: visit.ip });
  await refusing(authOf(database).api.sendVerificationEmail({ body: { email } }));
}
