import type { Database } from '../../app/db.ts';
import { invalid } from '../../app/kernel/problem.ts';
import { markVerified, personByEmail } from '../queries/identity.ts';
import { legalNameProblem } from '../rules/names.ts';
import { passwordProblem } from '../rules/passwords.ts';
import { authOf } from './better-auth.ts';

/** Refuses a name that is no legal full name and a password that is weak, each at its field. */
export function requireGoodCredentials(input: { name: string; hasSingleName: boolean; email: string; password: string }): void {
  const name = legalNameProblem(input.name, input.hasSingleName);
  if (name) throw invalid('name', name, 'name_incomplete');
  requireGoodPassword(input.password, input.email);
}

export function requireGoodPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email);
  if (problem) throw invalid('password', problem, 'password_weak');
}

/**
 * A person whose address somebody vouches for: the set-up link's holder, the command line, an invitation's link. An unproven sign-up
 * with this address is taken over with the new password, and whoever made it is signed out. Gives the identity's id.
 */
export async function makeProvenPerson(database: Database, person: { name: string; email: string; password: string }): Promise<string> {
  const { internalAdapter, password } = await authOf(database).$context;
  const hash = await password.hash(person.password);
  const known = await database.system((db) => personByEmail(db, person.email));
  if (known) {
    await internalAdapter.deleteUserSessions(known.id);
    if (await internalAdapter.findCredentialAccount(known.id)) await internalAdapter.updatePassword(known.id, hash);
    else await internalAdapter.linkAccount({ userId: known.id, providerId: 'credential', accountId: known.id, password: hash });
    await database.system((db) => markVerified(db, known.id));
    return known.id;
  }
  const created = await internalAdapter.createUser(
    { email: person.email, name: person.name, emailVerified: true },
    { method: 'email-password' },
  );
  await internalAdapter.linkAccount({ userId: created.id, providerId: 'credential', accountId: created.id, password: hash });
  return created.id;
}

/** The identity of an address, made without a password where there is none: who can read letters sent there can set one. */
export async function personWithAddress(database: Database, { email, name }: { email: string; name: string }): Promise<string> {
  const known = await database.system((db) => personByEmail(db, email));
  if (known) return known.id;
  const { internalAdapter } = await authOf(database).$context;
  return (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email-password' })).id;
}
