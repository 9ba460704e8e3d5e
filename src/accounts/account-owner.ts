import type { AccountDb } from '../app/db.ts';
import { userRows } from './queries/users.ts';

/** The person whose account it is. */
export async function accountOwner(db: AccountDb): Promise<{ identityId: string; name: string; email: string }> {
  const owner = (await userRows(db)).find(({ is_owner, left_at }) => is_owner && left_at === null);
  if (!owner) throw new Error(`Account ${db.accountId} has no owner.`);
  return { identityId: owner.identity_id, name: owner.name, email: owner.email };
}
