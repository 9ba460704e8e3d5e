import type { AccountDb } from '../app/db.ts';
import { issuePermit, type Permit } from './permit.ts';

/** Leave to send one test letter to the user who asks for it, at the address they sign in with. */
export function permitTestLetter(db: AccountDb, asker: { email: string }): Permit {
  return issuePermit({ accountId: db.accountId, objectId: null, recordId: null, address: asker.email, purpose: 'test' });
}
