import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { Problem } from '../app/kernel/problem.ts';
import { createAccount } from './create-account.ts';
import { limitTries } from './identity/limits.ts';
import type { Visit } from './identity/sessions.ts';
import { installationSettings } from './installation-settings.ts';
import { personById } from './queries/identity.ts';

/**
 * A further account for a person who is signed in, who becomes its owner. On an installation for one company only its operator can.
 * Gives its id. Refuses with `accounts_closed` and `too_many_requests`.
 */
export async function addAccount(
  database: Database,
  visit: Visit,
  identity: Identity,
  input: { name: string; timeZone: string; currency: string },
): Promise<number> {
  const { hosting } = await installationSettings(database);
  if (hosting !== 'hosts' && !identity.isOperator) {
    throw new Problem('accounts_closed', 'This installation belongs to one company. Ask its operator for another account.', {
      status: 403,
    });
  }
  await limitTries(database, 'account', { email: identity.email, ip: visit.ip });
  const person = await database.system((db) => personById(db, identity.id));
  const owner = { identityId: identity.id, name: person!.name, email: person!.email };
  const { accountId } = await createAccount(database, { ...input, kind: 'client', owner });
  return accountId;
}
