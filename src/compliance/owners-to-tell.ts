import type { AccountDb } from '../app/db.ts';
import { usersOf } from '../accounts/index.ts';

/** The users who are told what becomes of the account's mail: its owners. */
export async function ownersToTell(db: AccountDb): Promise<number[]> {
  return (await usersOf(db)).filter(({ isOwner, hasLeft }) => isOwner && !hasLeft).map(({ id }) => id);
}
