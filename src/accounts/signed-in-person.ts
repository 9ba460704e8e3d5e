import type { Database } from '../app/db.ts';
import type { Identity } from '../app/http.ts';
import { personById, type PersonRow } from './queries/identity.ts';
import { accountsOfIdentity, type AccountOfIdentity } from './queries/users.ts';

export interface SignedInPerson {
  person: PersonRow | undefined;
  accounts: AccountOfIdentity[];
}

/** Who is signed in, and the accounts they have a seat in. */
export async function signedInPerson(database: Database, identity: Identity): Promise<SignedInPerson> {
  return database.system(async (db) => ({
    person: await personById(db, identity.id),
    accounts: await accountsOfIdentity(db, identity.id),
  }));
}
