import type { Database } from '../app/db.ts';
import { Problem } from '../app/kernel/problem.ts';
import { createAccount } from './create-account.ts';
import { recordAcceptance } from './record-acceptance.ts';
import { signUpOf, takeSignUp, type PersonRow } from './queries/identity.ts';

/** Makes the account of a sign-up whose address is now proven, once; nothing when no sign-up waits. */
export async function finishSignUp(database: Database, person: PersonRow): Promise<void> {
  const waiting = await database.system((db) => signUpOf(db, person.id));
  if (!waiting) return;
  await createAccount(database, {
    name: waiting.company_name,
    kind: 'client',
    newcomer: true,
    timeZone: waiting.time_zone,
    currency: waiting.currency,
    owner: { identityId: person.id, name: person.name, email: person.email },
    also: async (db, _ids, ownerUserId) => {
      if (!(await takeSignUp(db, person.id)))
        throw new Problem('already_signed_up', 'This sign-up is complete already. Sign in.', { status: 409 });
      await recordAcceptance(db, {
        identityId: person.id,
        userId: ownerUserId,
        version: waiting.terms_version,
        minimumAge: waiting.minimum_age,
        how: 'sign-up',
        at: waiting.created_at,
        ip: waiting.ip_address,
      });
    },
  });
}
