import type { Database } from '../../app/db.ts';
import { notFound, Problem } from '../../app/kernel/problem.ts';
import { copyBytes } from '../queries/assets.ts';
import { copyAsked } from './asset-address.ts';

/** A copy of a picture for anybody who has its address. Refuses with `not_found` whatever is not exactly one of ours. */
export async function openAsset(database: Database, name: string): Promise<{ bytes: Buffer; type: string }> {
  const asked = copyAsked(name);
  if (!asked) throw notFound('picture');
  try {
    const copy = await database.account(asked.accountId, (db) => copyBytes(db, asked));
    if (copy) return copy;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'account_not_found') throw error;
  }
  throw notFound('picture');
}
