import type { AccountDb } from '../app/db.ts';
import { structureChanged } from './object-shapes.ts';
import { insertObjects } from './queries/shapes.ts';
import { STANDARD_OBJECTS } from './rules/standard-objects.ts';

/** Gives a new account its contacts, deals and companies, with their sections and fields. */
export async function prepareAccount(db: AccountDb): Promise<void> {
  await insertObjects(db, STANDARD_OBJECTS, 0);
  await structureChanged(db);
}
