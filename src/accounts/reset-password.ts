import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { passwordChanged } from './events.ts';
import { finishSignUp } from './finish-sign-up.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { limitTries } from './identity/limits.ts';
import { requireGoodPassword } from './identity/people.ts';
import { recordForIdentity, type Visit } from './identity/sessions.ts';
import { markVerified, personById } from './queries/identity.ts';

/**
 * Sets a new password by the token of a reset letter, once, and ends every session of that person. The letter proved the address, so a
 * sign-up that waited for that is complete. Refuses with `link_invalid`, `password_weak` and `too_many_requests`.
 */
export async function resetPassword(database: Database, visit: Visit, input: { token: string; password: string }): Promise<void> {
  await limitTries(database, 'token', { ip: visit.ip });
  const { internalAdapter } = await authOf(database).$context;
  const asked = await internalAdapter.findVerificationValue(`reset-password:${input.token}`);
  const person = asked && (await database.system((db) => personById(db, asked.value)));
  if (!person) throw new Problem('link_invalid', 'This link is not valid, or was used already. Ask for another one.');
  requireGoodPassword(input.password, person.email);
  await refusing(authOf(database).api.resetPassword({ body: { token: input.token, newPassword: input.password } }));
  await database.system((db) => markVerified(db, person.id));
  await finishSignUp(database, person);
  await recordForIdentity(database, person.id, passwordChanged, { ...visit });
}
