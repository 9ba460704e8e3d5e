import type { AccountDb, Database } from '../app/db.ts';
import { storeCounts } from './numbers/gathered-counts.ts';
import { presentLine } from './present.ts';
import { allForms } from './queries/forms.ts';
import type { FormLine } from './schema.ts';

const DAYS = 30;

/** Every form with its numbers of the last thirty days, those of a moment ago included as far as this process counted them. */
export async function listForms(
  inAccount: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>,
  database: Database,
): Promise<FormLine[]> {
  await storeCounts(database);
  return inAccount(async (db) => {
    const since = new Date(db.now.getTime() - DAYS * 86_400_000).toISOString().slice(0, 10);
    return (await allForms(db, since)).map(presentLine);
  });
}
