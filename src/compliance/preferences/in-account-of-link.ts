import type { AccountDb, Database } from '../../app/db.ts';
import { Problem } from '../../app/kernel/problem.ts';
import type { PermissionTarget } from '../permission-links.ts';

/** Works in the account a link names; undefined when that account is gone. */
export async function inAccountOfLink<T>(
  database: Database,
  { accountId }: PermissionTarget,
  work: (db: AccountDb) => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await database.account(accountId, work);
  } catch (error) {
    if (error instanceof Problem && error.code === 'account_not_found') return undefined;
    throw error;
  }
}
