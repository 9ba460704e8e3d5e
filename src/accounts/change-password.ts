import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { invalid } from '../app/kernel/problem.ts';
import { passwordChanged } from './events.ts';
import { authOf } from './identity/better-auth.ts';
import { installationOf } from './identity/installation.ts';
import { writeLetter } from './identity/letters.ts';
import { forgiveTries, limitTries } from './identity/limits.ts';
import { requireGoodPassword } from './identity/people.ts';
import { recordForIdentity, type Visit } from './identity/sessions.ts';
import { deleteOtherSessions, personById } from './queries/identity.ts';

/**
 * Changes one's own password, which ends every other session, and tells the person by letter. Refuses with `wrong_password`,
 * `password_weak` and `too_many_requests`.
 */
export async function changePassword(
  database: Database,
  visit: Visit,
  identity: Identity,
  input: { currentPassword: string; password: string },
): Promise<void> {
  const tries = { email: identity.email, ip: visit.ip };
  await limitTries(database, 'password', tries);
  const { internalAdapter, password } = await authOf(database).$context;
  const credential = await internalAdapter.findCredentialAccount(identity.id);
  const isRight = await password.verify({ hash: credential?.password ?? (await password.hash('')), password: input.currentPassword });
  if (!credential?.password || !isRight) throw invalid('currentPassword', 'This is not your password.', 'wrong_password');
  await forgiveTries(database, 'password', tries);
  requireGoodPassword(input.password, identity.email);
  await internalAdapter.updatePassword(identity.id, await password.hash(input.password));
  await database.system((db) => deleteOtherSessions(db, identity.id, identity.sessionId));
  const person = await database.system((db) => personById(db, identity.id));
  await writeLetter(database, { kind: 'password-changed', to: person!, link: `${installationOf(database).baseUrl}/sign-in` });
  await recordForIdentity(database, identity.id, passwordChanged, { ...visit });
}
