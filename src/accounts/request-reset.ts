import type { Database } from '../app/db.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { limitTries } from './identity/limits.ts';
import type { Visit } from './identity/sessions.ts';

/** Sends a link for choosing a new password, if the address is known. Says the same whether or not it is. */
export async function requestReset(database: Database, visit: Visit, email: string): Promise<void> {
  await limitTries(database, 'letter', { email, ip: visit.ip });
  await refusing(authOf(database).api.requestPasswordReset({ body: { email } }));
}
