import type { AccountDb } from '../app/db.ts';
import { replaceFollowedKinds } from './queries/batches.ts';

/**
 * From now on a follower that reads on request is given what happens of these kinds in this account, and of no others; with none, nothing. What was
 * recorded before is not given.
 */
export async function followKinds(db: AccountDb, follower: string, kinds: readonly string[]): Promise<void> {
  await replaceFollowedKinds(db, follower, [...new Set(kinds)]);
}
