import type { Database } from '../app/db.ts';
import { invalid } from '../app/kernel/problem.ts';
import { createAccount } from './create-account.ts';
import { createApiKey, type NewApiKey } from './keys/create-api-key.ts';
import { makeProvenPerson, requireGoodCredentials } from './identity/people.ts';
import { personByEmail } from './queries/identity.ts';
import type { NewOwner } from './schema.ts';

/**
 * From the command line, whose user is trusted: an account, its owner with a proven address, and a key that acts for them. An address
 * with a login keeps its name and password. Refuses names and passwords that will not do.
 */
export async function createAccountWithOwner(
  database: Database,
  input: NewOwner,
): Promise<{ accountId: number; apiAppId: string; apiKey: string }> {
  const known = await database.system((db) => personByEmail(db, input.ownerEmail));
  const owner = { name: known?.name ?? input.ownerName, email: input.ownerEmail };
  const identityId = known?.email_verified ? known.id : await newOwner(database, input);
  let key: NewApiKey | undefined;
  const { accountId } = await createAccount(database, {
    name: input.name,
    kind: 'client',
    timeZone: input.timeZone,
    currency: input.currency,
    owner: { identityId, ...owner },
    also: async (db, ids, ownerUserId) => {
      key = await createApiKey(db, { type: 'system', id: null }, ids, { userId: ownerUserId, name: 'Command line' });
    },
  });
  return { accountId, apiAppId: key!.appId, apiKey: key!.key };
}

async function newOwner(database: Database, { ownerName: name, ownerEmail: email, password }: NewOwner): Promise<string> {
  if (password === undefined) throw invalid('password', 'This address has no login yet: give a --password.');
  requireGoodCredentials({ name, hasSingleName: true, email, password });
  return makeProvenPerson(database, { name, email, password });
}
