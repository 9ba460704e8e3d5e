import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../app/db.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { limitTries } from './identity/limits.ts';
import type { Visit } from './identity/sessions.ts';

/** The answer takes so long at least, so that its time does not tell whether a letter was written. */
const ANSWERS_AFTER_MS = 250;

/** Sends a link for choosing a new password, if the address is known. Says the same whether or not it is. */
export async function requestReset(database: Database, visit: Visit, email: string): Promise<void> {
  await limitTries(database, 'letter', { email, ip: visit.ip });
  const answer = refusing(authOf(database).api.requestPasswordReset({ body: { email } }));
  await Promise.all([answer, sleep(ANSWERS_AFTER_MS)]);
}
