import type { AccountDb, Queries } from '../../app/db.ts';
import { insertCase, type NewCase } from '../queries/abuse.ts';

/** Opens a case for the operator to look at. Gives its number. */
export async function openCase(db: AccountDb, opened: NewCase): Promise<number> {
  return insertCase(db as Queries, opened, db.now);
}
