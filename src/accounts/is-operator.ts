import type { Database } from '../app/db.ts';
import { isOperatorRow } from './queries/installation.ts';

/** Whether a person runs this installation. */
export async function isOperator(database: Database, identityId: string): Promise<boolean> {
  return database.system((db) => isOperatorRow(db, identityId));
}
