import type { Database } from '../app/db.ts';
import { Problem, invalid } from '../app/kernel/problem.ts';
import { authOf, refusing } from './identity/better-auth.ts';
import { limitTries } from './identity/limits.ts';
import { requireGoodCredentials } from './identity/people.ts';
import { requireProof } from './identity/proof-of-work.ts';
import type { Visit } from './identity/sessions.ts';
import { installationSettings } from './installation-settings.ts';
import { insertSignUp } from './queries/identity.ts';
import type { SignUp } from './schema.ts';
import { signUpDoor } from './sign-up-door.ts';

/**
 * Begins a sign-up: the person is kept, and a letter asks them to prove the address; the account is made when they have. Says the same
 * whether or not the address is known. Refuses while sign-up is closed or mail does not work, names and passwords that will not do,
 * terms that are not the latest, and proofs of work that are not right.
 */
export async function signUp(database: Database, visit: Visit, input: SignUp): Promise<void> {
  const closed = await signUpDoor(database);
  if (closed) throw closed;
  await limitTries(database, 'sign-up', { email: input.email, ip: visit.ip });
  requireGoodCredentials(input);
  const { termsVersion, minimumAge } = await installationSettings(database);
  if (input.termsVersion !== termsVersion)
    throw invalid('termsVersion', 'The terms have changed. Read and accept them again.', 'terms_changed');
  // A program that filled in the field no person sees is told that all went well.
  if (input.website !== '') return;
  await requireProof(database, input.proof);
  const { user } = await refusing(
    authOf(database).api.signUpEmail({ body: { name: input.name, email: input.email, password: input.password } }),
  );
  if (!user) throw new Problem('sign_up_failed', 'The sign-up could not be kept. Try again.');
  await database.system((db) =>
    insertSignUp(db, {
      identity_id: user.id,
      company_name: input.companyName,
      time_zone: input.timeZone,
      currency: input.currency,
      terms_version: termsVersion,
      minimum_age: minimumAge,
      ip: visit.ip,
      created_at: database.clock.now(),
    }),
  );
}
